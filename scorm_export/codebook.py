"""The key to the codes of answers: which question is `kind_garage`, which words are `d`.

SCORM 1.2 has no room for words beside an answer, so what an LMS shows is codes. This page
says what they stand for. It tells every story from beginning to end, and no weights.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from olw_core.authoring.compiler.markdown import plain
from olw_core.formats.compiled import Module, Node
from olw_core.formats.items import CompiledItem
from scorm_export.look import draw

TITLE = "What the codes in a report of answers stand for"
LEVELS = (
    "Very inappropriate",
    "Fairly inappropriate",
    "Fairly appropriate",
    "Very appropriate",
)
"""The four levels of a rate decision, as the player shows them (strings/en-GB.json)."""

_RESULTS = {
    "correct": "The choice has the most weight in the authors' judgement.",
    "wrong (SCORM 1.2) or incorrect": (
        "The choice has the least weight: none. It is a judgement, not a mistake."
    ),
    "a number such as 0.33": (
        "The share of the decision's weight that the choice has."
    ),
    "nothing under Right answer": (
        "Several answers have the most weight, so there is no single one to show."
    ),
}
# How several letters of one answer are to be read; SCORM 1.2 has commas where 2004 has [,].
_READING = {
    "choose": "",
    "pick": "Several letters: all of these were picked.",
    "rank": "The letters stand in the learner's order, the first one first.",
    "rate": "Pairs such as a.3: statement a was given level 3.",
}


@dataclass(frozen=True)
class CodedDecision:
    """One question. `reading`: how several letters are read; `answers`: (code, words) of each."""

    code: str
    prompt: str
    reading: str
    answers: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class StoryCodes:
    """A story's decisions, in the order of their codes."""

    title: str
    decisions: Sequence[CodedDecision]


def codebook(modules: Sequence[Module]) -> str:
    """The whole page, for people who read an LMS's figures; never for learners."""
    stories = [_story(module) for module in modules]
    return draw("codebook.html", title=TITLE, results=_RESULTS, stories=stories)


def questions(module: Module) -> Iterator[tuple[str, CompiledItem]]:
    """(interaction id, item) of each decision, in the order of the authors' scenes.

    The id is what the player sends (olw_core/player/src/session/snapshot.ts).
    """
    story = module["story"]
    for scene in story["scenes"]:
        for number in _items_of(scene, story["nodes"]):
            yield f"{module['id']}_{scene}", story["items"][number]


def _items_of(scene: str, nodes: Sequence[Node]) -> list[int]:
    """The decisions of a scene, each once, in the order in which they are met."""
    met: dict[int, None] = {}
    for node in nodes:
        if node["scene"] == scene and node["item"] is not None:
            met[node["item"]] = None
    return list(met)


def _story(module: Module) -> StoryCodes:
    decisions = [_decision(code, item) for code, item in questions(module)]
    return StoryCodes(module["title"], decisions)


def _decision(code: str, item: CompiledItem) -> CodedDecision:
    return CodedDecision(
        code=code,
        prompt=plain(item["prompt"]),
        reading=_READING[item["type"]],
        answers=_answers(item),
    )


def _answers(item: CompiledItem) -> list[tuple[str, str]]:
    """Each code that an answer can hold, and the words it stands for."""
    texts = {option["id"]: plain(option["html"]) for option in item["options"]}
    if item["type"] != "rate":
        return list(texts.items())
    statements = [
        (chr(ord("a") + place), text) for place, text in enumerate(texts.values())
    ]
    levels = [(str(level), text) for level, text in enumerate(LEVELS, start=1)]
    return statements + levels
