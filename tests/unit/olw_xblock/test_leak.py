"""No key leaves the server before it is answered: in pages, data, OLX, reports, search, files.

The module `desk` has a word of its own for each secret, so any leak shows by name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from lxml import etree, html

import olw_xblock
from olw_core import content
from tests.support import markup
from tests.unit.olw_xblock.support import Platform

SECRET = re.compile(
    r"\b(?:[A-Z]*(?:CONSEQUENCE|WHY|OTHER|PROTECTS|COSTS)[A-E]?"
    r"|RECAP[A-Z]+|GUIDE[A-Z]+|WORDSTOTRY)\b"
)
KEYS = {
    "weight",
    "gain",
    "unit",
    "full",
    "best",
    "worst",
    "points",
    "go",
    "nodes",
    "denominator",
    "chance",
    "guide",
}
AFTER = {"result", "key", "regret", "stake", "other", "others"}


def names(data: Any) -> Iterator[str]:
    """Every key of every object in JSON."""
    if isinstance(data, dict):
        yield from data
        for value in data.values():
            yield from names(value)
    elif isinstance(data, list):
        for value in data:
            yield from names(value)


def pages(platform: Platform) -> dict[str, Any]:
    """All that a browser or another part of the platform can get now, by where it comes from."""
    block = platform.block()
    page = html.fromstring(block.student_view().content)
    script = markup.text(page, "//script[@class='olw-config']")
    node = etree.Element("unknown")
    block.add_xml_to_node(node)
    state = SimpleNamespace(username="ann", state={"record": block.record})
    return {
        "config": json.loads(script),
        "student": block.student_view().content,
        "public": platform.block(None).public_view().content,
        "author": block.author_view().content,
        "studio": block.studio_view().content,
        "data": block.student_view_data(),
        "state": platform.post("student_view_user_state", method="GET")[1],
        "search": block.index_dictionary(),
        "report": list(block.generate_report_data([state])),
        "olx": etree.tostring(node, encoding="unicode"),
        "card": platform.post("card", {"card": "improving-try-new-things"})[1],
        "conflict": platform.respond(1, 9, "a")[1],
        "refusal": platform.respond(1, len(config_steps(script)), "z")[1],
    }


def config_steps(script: str) -> list[Any]:
    steps: list[Any] = json.loads(script)["view"]["history"]
    return steps


def secrets(told: Any) -> set[str]:
    return set(SECRET.findall(json.dumps(told)))


def test_the_module_holds_what_could_leak(platform: Platform) -> None:
    module = content.load(platform.block().module)
    assert len(secrets(module)) == 52
    assert KEYS - {"weight"} <= set(names(module))


@pytest.mark.parametrize("report", ["completion", "score", "answers"])
def test_nothing_before_the_first_answer(platform: Platform, report: str) -> None:
    for place, told in pages(platform.settings(report=report)).items():
        assert secrets(told) == set(), place
        if place not in {"data", "studio"}:
            assert (KEYS | AFTER) & set(names(told)) == set(), place


@pytest.mark.parametrize("report", ["completion", "score", "answers"])
def test_only_the_chosen_options_feedback_on_the_way(
    platform: Platform, report: str
) -> None:
    platform.settings(report=report)
    answer = platform.respond(1, 0, "b")[1]
    told = {"answer": answer, **pages(platform)}
    for place in ("answer", "config", "state", "conflict"):
        assert secrets(told[place]) == {"CONSEQUENCEB", "RECAPWARD"}, place
    for place in (
        "public",
        "author",
        "studio",
        "data",
        "search",
        "report",
        "olx",
        "card",
        "refusal",
    ):
        assert secrets(told[place]) == set(), place
    for place, found in told.items():
        assert (KEYS | AFTER) & set(names(found)) == set(), place


def test_the_same_page_after_any_answer_but_for_what_was_chosen(
    platform: Platform,
) -> None:
    """Two learners at one scene after different answers see the same but for their own choice."""
    seen = []
    for learner, response in (("one", "a"), ("two", "b")):
        platform.post(
            "respond", {"attempt": 1, "step": 0, "response": response}, learner=learner
        )
        view = platform.post("student_view_user_state", method="GET", learner=learner)[
            1
        ]["view"]
        view.pop("feedback"), view.pop("history")
        seen.append(view)
    assert seen[0] == seen[1]


def test_after_the_ending_only_what_was_met(platform: Platform) -> None:
    told = platform.play("c")
    shown = {"CONSEQUENCEC", "WHYC", "OTHERC", "RECAPSAME"}
    others = {"CONSEQUENCEA", "CONSEQUENCEB", "PROTECTSA", "COSTSA", "RECAPWARD"}
    assert secrets(told) == shown | others
    assert not any(
        word.startswith(("FULL", "PART", "LOW", "GUIDE", "CARD"))
        for word in secrets(told)
    )


def test_cards_stay_closed_until_answered(platform: Platform) -> None:
    platform.play("a", "ac")
    assert (
        secrets(
            platform.post("card", {"card": "improving-try-new-things", "variant": "b"})[
                1
            ]
        )
        == set()
    )


def test_the_published_package_holds_no_content() -> None:
    """A platform may publish any file here that is not Python: scripts, and catalogues of words."""
    package = Path(olw_xblock.__file__).parent
    files = {
        p.relative_to(package).as_posix()
        for p in package.rglob("*")
        if p.is_file() and p.suffix not in {".py", ".pyc"}
    }
    assert files - {
        "public/player.js",
        "public/player-more.js",
        "public/player.css",
    } == {
        "codes.toml",  # what the codes of errors mean
        "public/frame.js",
        "public/language.js",
        "public/studio.js",
        "sheets/languages.css",
        "sheets/map.css",
        "sheets/preview.css",
        "sheets/studio.css",
        "conf/locale/en/LC_MESSAGES/django.po",
        "conf/locale/cy/LC_MESSAGES/django.po",
        "translations/cy/LC_MESSAGES/text.mo",
    }
