"""A learner's own map, for a placement that is no single story.

Heart, Head and Hands with progress, what is due, their plans, and what others see.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from flask import render_template
from sqlalchemy.orm import Session

from lti_service import addresses
from lti_service.messages.placement import CARDS
from lti_service.models import Attempt, LaunchSession, ResourceLink
from lti_service.services.personal_data import my_data
from lti_service.services.play import following, learners_attempts, returning
from lti_service.services.play.languages import wanted
from lti_service.services.play.returning import Due
from lti_service.services.scores import courses
from lti_service.services.sealing import sealed
from lti_service.services.sealing.sealed import CARD_LOG, RECORD
from lti_service.views import languages, left_out, player, scripts
from lti_service.views.speech import gettext, mark, spoken
from lti_service.wiring import wiring
from olw_core.engine import engine
from olw_core.engine.progress import Standing
from olw_core.formats.compiled import Module
from olw_core.framework import Part
from olw_core.page.promised import Promised, promised
from olw_core.report import OWN, Say, disclosure

NAME = mark("My map")
CARDS_NAME = mark("Return cards")
STATUSES = (mark("Not started"), mark("In progress"), mark("Completed"))
"""Of a story, as `Standing` has them, at the beginning of a line."""
NOTHING_DUE = Due((), None)


@dataclass(frozen=True)
class MapStory:
    """One story on the map.

    `status`, `progress`: where the learner stands in this course. `elsewhere`: finished in another
    course. `due`: of its cards. `plan`: the learner's own, "" for none. `locked`: plan or cards
    lie sealed under a secret that is not here, and look as if there were none.
    """

    title: str
    lang: str
    principle: str
    minutes: int
    status: str
    progress: int
    elsewhere: bool
    address: str
    cards_address: str
    due: Due = NOTHING_DUE
    plan: str = ""
    locked: bool = False


@dataclass(frozen=True)
class Section:
    """One part of the framework with those of its stories that are offered."""

    title: str
    quality: str
    stories: list[MapStory] = field(default_factory=list)


@dataclass(frozen=True)
class _Seen:
    """What the map is made from.

    `here`: module -> the attempt in this course. `wanted`: the language to read in.
    """

    link_key: str
    here: Mapping[str, Attempt]
    finished: set[str]
    today: date
    wanted: str


class _Kept(NamedTuple):
    """An attempt's texts, opened; None for one that no secret of this server opens."""

    record: str | None
    card_log: str | None


def show(session: Session, owner: LaunchSession) -> player.Part:
    """The map, or the cards alone where the placement shows them. Raises RefusedError."""
    name, template = _shown(owner.resource_link)
    title = gettext(name)
    told = _told(session, owner)
    sections = _sections(_seen(session, owner))
    stories: list[MapStory] = []
    for section in sections:
        stories += section.stories
    html = render_template(
        template,
        title=title,
        framework=wiring().library.framework.title,
        sections=sections,
        stories=stories,
        seen_by_others=told.lines,
        counts=told.english,
        seen=player.seen_address(owner),
        data_address=addresses.local("my_data.show", key=owner.resource_link.key),
        idle=scripts.idle_seconds(owner),
        language=languages.of_all(owner),
    )
    return player.Part(title, html)


def _shown(link: ResourceLink) -> tuple[str, str]:
    """The page's name and its template."""
    if link.shows == CARDS:
        return CARDS_NAME, "cards.html"
    return NAME, "map.html"


def _seen(session: Session, owner: LaunchSession) -> _Seen:
    learner = owner.learner
    link = owner.resource_link
    found = learners_attempts.of_place(session, learner, link)
    return _Seen(
        link_key=link.key,
        here={attempt.module: attempt for attempt in found},
        finished=following.finished_anywhere(session, learner),
        today=wiring().clock().date(),
        wanted=wanted(owner),
    )


def _told(session: Session, owner: LaunchSession) -> Promised:
    """What others see, in the words of the stories' own pages.

    Without the words about what stays on a story's page: this is none.
    """
    link = owner.resource_link
    report = courses.reported(session, link, "")
    facts = player.told(session, owner, "")

    def made(say: Say) -> list[str]:
        own = say(OWN)
        return [line for line in disclosure(report, "lti", facts, say) if line != own]

    return promised(made, spoken())


def _sections(seen: _Seen) -> list[Section]:
    """The parts in the framework's order; one without a story is left out."""
    found = [_section(part, seen) for part in wiring().library.framework.parts]
    return [section for section in found if section.stories]


def _section(part: Part, seen: _Seen) -> Section:
    section = Section(part.title, part.quality)
    library = wiring().library
    for name, module in library.modules.items():
        if module["part"] == part.id:
            read = library.edition(name, seen.wanted)
            section.stories.append(_story(read, seen))
    return section


def _story(module: Module, seen: _Seen) -> MapStory:
    one = module["id"]
    attempt = seen.here.get(one)
    standing = Standing(one, "not started", 0, None)
    kept = _Kept("", "")
    if attempt is not None:
        standing = learners_attempts.standing_of(attempt)
        kept = _kept(attempt)
    return MapStory(
        title=module["title"],
        lang=module["lang"],
        principle=module["source_title"],
        minutes=module["minutes"],
        status=standing.status,
        progress=standing.progress,
        elsewhere=standing.status == "not started" and one in seen.finished,
        address=addresses.local("learn.open_module", key=seen.link_key, module=one),
        cards_address=addresses.local("learn.cards", key=seen.link_key, module=one),
        due=_due(module, attempt, kept.card_log, seen.today),
        plan=_plan(module, kept.record),
        locked=None in kept,
    )


def _kept(attempt: Attempt) -> _Kept:
    """Its texts; one that cannot be opened keeps nobody from the rest of the map."""
    kept = _Kept(
        record=sealed.readable(attempt, RECORD),
        card_log=sealed.readable(attempt, CARD_LOG),
    )
    if None in kept:
        left_out.note(f"attempt {attempt.id}: what the map tells of it")
    return kept


def _due(
    module: Module,
    attempt: Attempt | None,
    log: str | None,
    today: date,
) -> Due:
    """Nothing is due of a story that was not finished, nor known to be of a log that is locked."""
    if attempt is None or attempt.completed_at is None or log is None:
        return NOTHING_DUE
    return returning.due(module, log, attempt.completed_at.date(), today)


def _plan(module: Module, text: str | None) -> str:
    """The plan of a record's text; None for one that is locked."""
    if not text:
        return ""
    record = engine.read(module, text).record
    return my_data.plan_words(module, record.plan)
