"""What is stored of a learner's way through a story, in words that they can read.

The same facts as `olw lti export`: sealed records are opened, ids become the words that they name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lti_service.services.people import AttemptTold
from lti_service.services.returning import FIRST_DAY
from olw_core.authoring.compiler.markdown import plain
from olw_core.engine import cards, engine
from olw_core.engine.record import Plan, Record
from olw_core.formats.common import Line
from olw_core.formats.compiled import Module


@dataclass(frozen=True)
class CardTold:
    """A return card that was answered, and on which days (UTC)."""

    label: str
    days: list[date]


@dataclass(frozen=True)
class StoryTold:
    """One attempt. `number`: which try the choices are of; `stored`: the rest as it is stored.

    A module that is no longer offered has no words: its record is shown as it is.
    """

    title: str
    stored: AttemptTold
    number: int
    choices: list[str]
    plan: str
    cards: list[CardTold]


def story_told(stored: AttemptTold, module: Module | None) -> StoryTold:
    """What an attempt holds. `stored`: with its texts opened."""
    if module is None:
        return StoryTold(stored["module"], stored, 0, [], "", [])
    record = engine.read(module, stored["record"]).record
    return StoryTold(
        title=module["title"],
        stored=stored,
        number=record.attempt,
        choices=_choices(module, record),
        plan=plan_words(module, record.plan),
        cards=_cards(module, stored["card_log"]),
    )


def plan_words(module: Module, plan: Plan) -> str:
    """ "If ..., then I will ..."; "" where nothing is chosen."""
    cue = _words(module["plan"]["cues"], plan.cue)
    action = _words(module["plan"]["actions"], plan.action)
    if not cue and not action:
        return ""
    return f"If {cue or '…'}, then I will {action or '…'}"


def _words(lines: Sequence[Line], chosen: str) -> str:
    """The words of the line with this id, without a full stop; "" for none."""
    for line in lines:
        if line["id"] == chosen:
            words = plain(line["text"])
            return words.rstrip(".")
    return ""


def _choices(module: Module, record: Record) -> list[str]:
    """What was picked at each decision, "" where the story was left."""
    choices = []
    view = engine.view(module, record)
    for past in view["history"]:
        words = [plain(one) for one in past["chosen"]]
        choices.append("; ".join(words))
    return choices


def _cards(module: Module, card_log: str) -> list[CardTold]:
    """In the authors' order; only those that were answered."""
    log = cards.read_log(module, card_log)
    told = []
    for card in module["cards"]:
        days = [FIRST_DAY + timedelta(days=one.day) for one in log.of(card)]
        if days:
            told.append(CardTold(plain(card["label"]), days))
    return told
