"""The key to the codes of answers: which question is `kind_garage`, which words are `d`.

SCORM 1.2 has no room for words beside an answer, so what an LMS shows is codes. This page
says what they stand for. It tells every story from beginning to end, and no weights.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lxml import html
from lxml.html import builder as E  # noqa: N812 - the name its own documentation gives it

from olw_core.authoring.compiler.markdown import plain
from olw_core.formats.compiled import Module
from scorm_export.look import page

TITLE = "What the codes in a report of answers stand for"
LEVELS = (
    "Very inappropriate",
    "Fairly inappropriate",
    "Fairly appropriate",
    "Very appropriate",
)
"""The four levels of a rate decision, as the player shows them (strings/en-GB.json)."""

_INTRODUCTION = (
    "For people who read reports made with report: answers. Keep it from learners:"
    " it tells every story. "
    "In SCORM 2004 and cmi5 the same words also stand beside each answer."
)
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
Item = Mapping[str, Any]
"""A decision of a compiled story (docs/developers/formats.md)."""


def codebook(modules: Sequence[Module]) -> str:
    """The whole page, for people who read an LMS's figures; never for learners."""
    parts = [
        E.H1(TITLE),
        E.P(_INTRODUCTION),
        _results(),
        *map(_story, modules),
    ]
    written = [html.tostring(part, encoding="unicode") for part in parts]
    return page(TITLE, "".join(written))


def questions(module: Module) -> Iterator[tuple[str, Item]]:
    """(interaction id, item) of each decision, in the order of the authors' scenes.

    The id is what the player sends (player/src/session/snapshot.ts).
    """
    story = module["story"]
    for scene in story["scenes"]:
        for number in _items_of(scene, story["nodes"]):
            yield f"{module['id']}_{scene}", story["items"][number]


def _items_of(scene: str, nodes: Sequence[Mapping[str, Any]]) -> list[int]:
    """The decisions of a scene, each once, in the order in which they are met."""
    met: dict[int, None] = {}
    for node in nodes:
        if node["scene"] == scene and node["item"] is not None:
            met[node["item"]] = None
    return list(met)


def _results() -> html.HtmlElement:
    """What an LMS writes beside an answer, and what that means here."""
    rows: list[html.HtmlElement] = []
    for code, meaning in _RESULTS.items():
        heading = E.TH(code, scope="row")
        rows.append(E.TR(heading, E.TD(meaning)))
    return _table("Result", ("In the report", "Means"), rows)


def _story(module: Module) -> html.HtmlElement:
    decisions = [_decision(code, item) for code, item in questions(module)]
    return E.DIV(E.H2(module["title"]), *decisions)


def _decision(code: str, item: Item) -> html.HtmlElement:
    """The prompt, how its answers are to be read, and the words of each."""
    rows: list[html.HtmlElement] = []
    for letter, answer in _answers(item):
        cell = E.TD(E.CODE(letter))
        rows.append(E.TR(cell, E.TD(answer)))
    hint = E.SPAN(_READING[item["type"]], E.CLASS("olw-hint"))
    return E.DIV(
        E.H3(plain(item["prompt"])),
        E.P(E.CODE(code), " ", hint),
        _table(f"Answers to {code}", ("Code", "Answer"), rows),
    )


def _answers(item: Item) -> list[tuple[str, str]]:
    """Each code that an answer can hold, and the words it stands for."""
    texts = {option["id"]: plain(option["html"]) for option in item["options"]}
    if item["type"] != "rate":
        return list(texts.items())
    statements = [
        (chr(ord("a") + place), text) for place, text in enumerate(texts.values())
    ]
    levels = [(str(level), text) for level, text in enumerate(LEVELS, start=1)]
    return statements + levels


def _table(
    caption: str, headings: Sequence[str], rows: Sequence[html.HtmlElement]
) -> html.HtmlElement:
    """A table that can be scrolled where a page is narrow; its caption is for screen readers."""
    hidden = E.SPAN(caption, E.CLASS("olw-vh"))
    columns = [E.TH(heading, scope="col") for heading in headings]
    table = E.TABLE(
        E.CAPTION(hidden),
        E.THEAD(E.TR(*columns)),
        E.TBODY(*rows),
    )
    region = E.DIV(E.CLASS("olw-scroll"), table)
    region.set("role", "region")
    region.set("aria-label", caption)
    region.set("tabindex", "0")
    return region
