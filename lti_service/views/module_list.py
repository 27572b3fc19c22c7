"""The list of modules for a placement that is none of them: Heart, Head and Hands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import render_template
from sqlalchemy.orm import Session

from lti_service import addresses
from lti_service.models import LaunchSession
from lti_service.services import attempts
from lti_service.services.languages import wanted
from lti_service.views import languages, player, scripts
from lti_service.wiring import wiring
from olw_core.engine.progress import Standing
from olw_core.framework import Part

NAME = "Our Leadership Way"


@dataclass(frozen=True)
class Row:
    """One module in the list. `status`: where the learner stands in it."""

    title: str
    lang: str
    principle: str
    minutes: int
    status: str
    address: str


@dataclass(frozen=True)
class Section:
    """One part of the framework with those of its modules that are offered."""

    title: str
    quality: str
    modules: list[Row]


def show(session: Session, owner: LaunchSession) -> player.Part:
    """The list with this learner's standing in each module."""
    standings = attempts.best_of(session, owner.learner)
    shown = languages.nearest_of_all(owner)
    html = render_template(
        "modules.html",
        parts=_sections(standings, owner),
        heading=wiring().library.framework.title,
        idle=scripts.idle_seconds(owner),
        seen=player.seen_address(owner),
        language=languages.offer(owner, shown, wiring().library.languages),
    )
    return player.Part(NAME, html)


def _sections(
    standings: Mapping[str, Standing],
    owner: LaunchSession,
) -> list[Section]:
    """The parts in the framework's order; one without a module is left out."""
    sections = []
    for part in wiring().library.framework.parts:
        rows = _rows(part, standings, owner)
        if rows:
            sections.append(Section(part.title, part.quality, rows))
    return sections


def _rows(
    part: Part,
    standings: Mapping[str, Standing],
    owner: LaunchSession,
) -> list[Row]:
    rows = []
    library = wiring().library
    key = owner.resource_link.key
    for module_id in library.modules:
        module = library.edition(module_id, wanted(owner))
        if module["part"] == part.id:
            rows.append(_row(module_id, module, standings.get(module_id), key))
    return rows


def _row(
    module_id: str,
    module: Mapping[str, Any],
    standing: Standing | None,
    link_key: str,
) -> Row:
    status = standing.status if standing else "not started"
    return Row(
        title=module["title"],
        lang=module["lang"],
        principle=module["source_title"],
        minutes=module["minutes"],
        status=status,
        address=addresses.local("learn.open_module", key=link_key, module=module_id),
    )
