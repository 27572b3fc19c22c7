"""The key to the codes in a report of answers: which question is `kind_garage`, which words are `d`.

SCORM 1.2 has no room for words beside an answer, so an LMS's report shows codes. This page says what they stand for.
It tells every story from beginning to end, and no weights.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lxml import html
from lxml.html import builder as E  # noqa: N812 - the name lxml's own documentation gives it

from olw_core.authoring.compiler.markdown import plain
from scorm_export.describe import Module
from scorm_export.look import page

TITLE = "What the codes in a report of answers stand for"
LEVELS = (
    "Very inappropriate",
    "Fairly inappropriate",
    "Fairly appropriate",
    "Very appropriate",
)
"""The words of the four levels of a rate decision, as the player shows them (strings/en-GB.json)."""

_RESULTS = (
    ("correct", "The choice has the most weight in the authors' judgement."),
    (
        "wrong (SCORM 1.2) or incorrect",
        "The choice has the least weight: none. It is a judgement, not a mistake.",
    ),
    (
        "a number such as 0.33",
        "The share of the decision's weight that the choice has.",
    ),
    (
        "nothing under Right answer",
        "Several answers have the most weight, so there is no single one to show.",
    ),
)


def codebook(modules: Sequence[Module]) -> str:
    """The whole page, for people who read reports; not for learners, since it tells the stories."""
    intro = E.P(
        "For people who read reports made with report: answers. Keep it from learners: it tells every story. "
        "In SCORM 2004 and cmi5 the same words also stand beside each answer."
    )
    parts = [E.H1(TITLE), intro, _results(), *[_story(module) for module in modules]]
    return page(
        TITLE, "".join(html.tostring(part, encoding="unicode") for part in parts)
    )


def questions(module: Module) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """(interaction id, item) of each decision, in the order of the authors' scenes.

    The id is what the player sends (player/src/session/snapshot.ts).
    """
    story = module["story"]
    met: dict[tuple[str, int], None] = {}
    for node in story["nodes"]:
        if node["item"] is not None:
            met[(node["scene"], node["item"])] = None
    for scene in story["scenes"]:
        for place, item in met:
            if place == scene:
                yield f"{module['id']}_{scene}", story["items"][item]


def _results() -> html.HtmlElement:
    rows = [E.TR(E.TH(code, scope="row"), E.TD(meaning)) for code, meaning in _RESULTS]
    return _table(
        "Result",
        E.TR(E.TH("In the report", scope="col"), E.TH("Means", scope="col")),
        rows,
    )


def _story(module: Module) -> html.HtmlElement:
    decisions = [_decision(code, item) for code, item in questions(module)]
    return E.DIV(E.H2(module["title"]), *decisions)


def _decision(code: str, item: Mapping[str, Any]) -> html.HtmlElement:
    head = E.TR(E.TH("Code", scope="col"), E.TH("Answer", scope="col"))
    rows = [
        E.TR(E.TD(E.CODE(letter)), E.TD(answer)) for letter, answer in _answers(item)
    ]
    named = E.P(E.CODE(code), " ", E.SPAN(_reading(item), E.CLASS("olw-hint")))
    return E.DIV(
        E.H3(plain(item["prompt"])), named, _table(f"Answers to {code}", head, rows)
    )


def _answers(item: Mapping[str, Any]) -> list[tuple[str, str]]:
    options = [(option["id"], plain(option["html"])) for option in item["options"]]
    if item["type"] != "rate":
        return options
    statements = [
        (chr(ord("a") + place), text) for place, (_, text) in enumerate(options)
    ]
    levels = [(str(level), text) for level, text in enumerate(LEVELS, start=1)]
    return statements + levels


def _reading(item: Mapping[str, Any]) -> str:
    """How several letters of one answer are to be read; SCORM 1.2 has commas where 2004 has [,]."""
    return {
        "choose": "",
        "pick": "Several letters: all of these were picked.",
        "rank": "The letters stand in the learner's order, the first one first.",
        "rate": "Pairs such as a.3: statement a was given level 3.",
    }[item["type"]]


def _table(
    caption: str, head: html.HtmlElement, rows: Sequence[html.HtmlElement]
) -> html.HtmlElement:
    table = E.TABLE(
        E.CAPTION(E.SPAN(caption, E.CLASS("olw-vh"))), E.THEAD(head), E.TBODY(*rows)
    )
    region = E.DIV(E.CLASS("olw-scroll"), table)
    for name, value in (("role", "region"), ("aria-label", caption), ("tabindex", "0")):
        region.set(name, value)
    return region
