"""Decisions that learners wish to talk about: kept sealed, and listed once enough people did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from lti_service.database import keyring_of
from lti_service.models import CourseFigures, Learner, ListedDecision, TalkFlags
from lti_service.services import rows
from lti_service.services.figures import first_ways
from olw_core.cohort.answers import possible
from olw_core.cohort.influence import influence
from olw_core.cohort.rules import Rules
from olw_core.cohort.step import Step
from olw_core.cohort.tables import Table, tables
from olw_core.cohort.talk import flagged
from olw_core.formats.compiled import Module
from olw_core.play.sealing import SealError


def of_learner(
    session: Session, learner: Learner, context_id: int, module: str
) -> set[str] | None:
    """The scenes that this learner has flagged in a module; None where no secret opens them."""
    row = session.get(TalkFlags, (learner.id, context_id, module))
    return _opened(session, row) if row else set()


def keep(
    session: Session,
    learner: Learner,
    context_id: int,
    module: Module,
    scenes: Iterable[str],
    rules: Rules,
) -> None:
    """Exactly these from now on; nothing is kept of who stays out."""
    if first_ways.stays_out(session, learner):
        return
    key = {
        "learner_id": learner.id,
        "context_id": context_id,
        "module": module["id"],
    }
    row = rows.get_or_create(session, TalkFlags, key, {"scenes": ""})
    text = ",".join(sorted(scenes))
    row.scenes = keyring_of(session).records.close(text)
    session.flush()
    list_flagged(session, context_id, module, rules)


def words_for(module: Module, scene: str) -> str:
    """A decision in the words that the story itself has for its scene, for who comes back."""
    known = module["story"]["scenes"][scene]
    return f"{known['setting']['place']}: {known['recap']}"


def list_flagged(
    session: Session,
    context_id: int,
    module: Module,
    rules: Rules,
) -> None:
    """Add what enough people have flagged by now. What was listed before stays."""
    wanted = flagged(
        list(possible(module)),
        _counted(session, context_id, module["id"]),
        _tables(session, context_id, module, rules),
        influence(module),
    )
    for scene in wanted:
        key = {"context_id": context_id, "module": module["id"], "scene": scene}
        rows.get_or_create(session, ListedDecision, key, {})


def _counted(session: Session, context_id: int, module: str) -> Counter[str]:
    """Scene -> people."""
    query = select(TalkFlags).filter_by(context_id=context_id, module=module)
    counted: Counter[str] = Counter()
    for row in session.scalars(query):
        counted.update(_opened(session, row) or ())
    return counted


def _opened(session: Session, row: TalkFlags) -> set[str] | None:
    """A row's scenes; None where no secret opens it."""
    try:
        text = keyring_of(session).records.open(row.scenes)
    except SealError:
        return None
    return set(filter(None, text.split(",")))


def _tables(
    session: Session,
    context_id: int,
    module: Module,
    rules: Rules,
) -> dict[str, Table]:
    """What is published of the module in this course."""
    figures = session.get(CourseFigures, (context_id, module["id"]))
    if figures is None:
        return {}
    step = cast(Step, figures.counts)
    return tables([step], possible(module), rules)
