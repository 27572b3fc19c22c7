"""What is stored of a learner's way through a story, in words that they can read.

The same facts as `olw lti export`: sealed records are opened, ids become the words that they name,
and of what no secret of this server opens it is said that it is there.
person.py finds the facts that a line is made of; templates/my_data.txt has its words and the order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lti_service.models import Attempt
from lti_service.services.figures import flags
from lti_service.services.personal_data.person import AttemptTold
from lti_service.services.personal_data.room_told import FirstWayTold, FlagsTold
from lti_service.services.play import sharing
from lti_service.services.play.returning import FIRST_DAY
from lti_service.services.sealing.sealed import RECORD
from olw_core.authoring.compiler.markdown import plain
from olw_core.engine import cards, engine
from olw_core.engine.record import Plan, Record
from olw_core.formats.common import Line
from olw_core.formats.compiled import Module
from olw_core.play.room import open_room
from olw_core.player import strings

UNTOLD = "completion"
"""What is reported has no part in what was chosen."""


@dataclass(frozen=True)
class CardTold:
    """A return card that was answered, and on which days (UTC)."""

    label: str
    days: list[date]


@dataclass(frozen=True)
class StoryTold:
    """One attempt. `number`: which try the choices are of; `shared`: whether those who lead the
    course may see them; `stored`: the rest as it is stored.

    A module that is no longer offered has no words: its record is shown as it is. Nor has a record
    that no secret opens (`stored`, `unopened`).
    """

    title: str
    stored: AttemptTold
    number: int
    choices: list[str]
    shared: bool
    plan: str
    cards: list[CardTold]


@dataclass(frozen=True)
class WayTold:
    """A first way. `choices`: none once it was counted, since its record is deleted then."""

    title: str
    stored: FirstWayTold
    choices: list[str]


@dataclass(frozen=True)
class TalkTold:
    """Scenes of a story that the learner wishes to talk about. `unopened`: see FlagsTold."""

    title: str
    scenes: list[str]
    unopened: bool


def story_told(
    stored: AttemptTold,
    attempt: Attempt,
    module: Module | None,
) -> StoryTold:
    """What an attempt holds. `stored`: with its texts opened."""
    if module is None:
        return StoryTold(stored["module"], stored, 0, [], False, "", [])
    answered = _cards(module, stored["card_log"])
    if RECORD in stored["unopened"]:
        return StoryTold(module["title"], stored, 0, [], False, "", answered)
    stands = open_room(module, stored["record"], UNTOLD).show()
    record = stands.record
    return StoryTold(
        title=module["title"],
        stored=stored,
        number=record.attempt,
        choices=_choices(module, record),
        shared=sharing.is_shared(attempt, stands),
        plan=plan_words(module, record.plan),
        cards=answered,
    )


def ways_told(
    stored: Sequence[FirstWayTold],
    modules: Mapping[str, Module],
) -> list[WayTold]:
    """What the room figures know, or will be told, of a learner's first ways."""
    told = []
    for way in stored:
        module = modules.get(way["module"])
        choices: list[str] = []
        if module is not None and way["record"]:
            found = engine.read(module, way["record"])
            choices = _choices(module, found.record)
        title = _title(way["module"], modules)
        told.append(WayTold(title, way, choices))
    return told


def titles(names: Sequence[str], modules: Mapping[str, Module]) -> list[str]:
    """Of these modules."""
    return [_title(name, modules) for name in names]


def _title(name: str, modules: Mapping[str, Module]) -> str:
    """Of a module; its id where it is no longer offered."""
    module = modules.get(name)
    if module is None:
        return name
    return module["title"]


def talk_told(
    stored: Sequence[FlagsTold],
    modules: Mapping[str, Module],
) -> list[TalkTold]:
    """What the learner ticked, in the words beside the boxes."""
    told = []
    for ticked in stored:
        module = modules.get(ticked["module"])
        title = _title(ticked["module"], modules)
        scenes = ticked["scenes"]
        if module is not None:
            scenes = [_scene(module, scene) for scene in scenes]
        told.append(TalkTold(title, scenes, ticked["unopened"]))
    return told


def _scene(module: Module, scene: str) -> str:
    """As it is stored where the story has no such scene any more."""
    if scene not in module["story"]["scenes"]:
        return scene
    return flags.words_for(module, scene)


def plan_words(module: Module, plan: Plan) -> str:
    """ "If ..., then I will ...", in the story's language; "" where nothing is chosen."""
    cue = _words(module["plan"]["cues"], plan.cue)
    action = _words(module["plan"]["actions"], plan.action)
    if not cue and not action:
        return ""
    whole = strings(module["lang"])["ifThen"].rstrip(".")
    with_cue = whole.replace("{cue}", cue or "…")
    return with_cue.replace("{action}", action or "…")


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
    for past in engine.met(module, record):
        words = [plain(one) for one in past["chosen"]]
        choices.append("; ".join(words))
    return choices


def _cards(module: Module, card_log: str) -> list[CardTold]:
    """In the authors' order; only those that were answered."""
    log = cards.read_log(module, card_log)
    told = []
    for card in module["cards"]:
        days = []
        for one in log.of(card):
            day = FIRST_DAY + timedelta(days=one.day)
            days.append(day)
        if days:
            told.append(CardTold(plain(card["label"]), days))
    return told
