"""What a story of the second edition keeps to itself: words for its end, and the short way.

The module `told` has a word of its own for each secret, so any leak shows by name.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from olw_core import content
from tests.unit.olw_xblock.support import Platform, kept
from tests.unit.olw_xblock.test_leak import names, pages

SOURCE = Path(__file__).parent / "second_edition"
END_ONLY = re.compile(
    r"\b(?:CARD)?(?:ECHO|CHAIR|PATH|ENDTEXT|AWAYTEXT"
    r"|WHY|YOURS|OTHER|PROTECTS|COSTS)[A-Z]*\b"
)
CONSEQUENCES = re.compile(r"\bCONSEQUENCE[A-Z]*\b")
FIELDS = {"echo", "echoes", "chair", "other_chair", "matters", "when", "texts"}
"""Names under which the words of an ending travel."""


@pytest.fixture
def told(
    platform: Platform, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Platform:
    """A platform that plays the module, and has the two small ones no more."""
    monkeypatch.setenv(
        "OLW_MODULES_DIR", str(shutil.copytree(SOURCE, tmp_path / "modules"))
    )
    return platform.settings(module="told")


def found(pattern: re.Pattern[str], told: Any) -> set[str]:
    return set(pattern.findall(json.dumps(told)))


def told_by(platform: Platform, event: str) -> list[dict[str, Any]]:
    """What was published of one event, without what every event says."""
    news = []
    for data in platform.told(event):
        shown = data.copy()
        for every in ("module", "version", "report"):
            del shown[every]
        news.append(shown)
    return news


def test_the_module_holds_what_could_leak(told: Platform) -> None:
    module = content.load("told")
    words = found(END_ONLY, module)
    assert {"ECHOBTHENA", "CHAIRIFB", "PATHCTHENB", "AWAYTEXT", "WHYC"} <= words
    assert {"echo", "other_chair", "matters", "when", "texts"} <= set(names(module))


@pytest.mark.parametrize("report", ["completion", "score", "answers"])
@pytest.mark.parametrize("first", ["a", "b", "c"])
def test_words_of_the_end_stay_on_the_server_until_then(
    told: Platform, report: str, first: str
) -> None:
    told.settings(report=report)
    answers: list[Any] = [None, told.respond(1, 0, first)[1]]
    for place, shown in {"answer": answers[1], **pages(told)}.items():
        assert found(END_ONLY, shown) == set(), place
        assert FIELDS & set(names(shown)) == set(), place
        assert found(CONSEQUENCES, shown) <= {f"CONSEQUENCE{first.upper()}"}, place


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ("aa", {"ECHOA", "ECHOWARDA", "PATHA", "CHAIRIFA"}),
        ("ab", {"ECHOA", "PATHA", "CHAIRIFA"}),
        ("ba", {"ECHOBTHENA", "ECHOWARDA", "PATHB", "CHAIRIFB"}),
        ("bb", {"ECHOBELSE", "PATHB", "CHAIRIFB"}),
        ("ca", {"ECHOC", "ECHOWARDA"}),
        ("cb", {"ECHOC", "PATHCTHENB"}),
    ],
)
def test_an_ending_has_the_words_of_this_way_alone(
    told: Platform, answers: str, words: set[str]
) -> None:
    view = told.play(*answers)
    of_the_way = re.compile(r"\b(?:ECHO|PATH|CHAIRIF)[A-Z]+\b")
    assert found(of_the_way, view) == words
    assert found(of_the_way, pages(told)["config"]) == words
    assert found(re.compile(r"\bCHAIRTEXT|AWAYTEXT\b"), view) == {"CHAIRTEXT"}


@pytest.mark.parametrize(
    ("before", "news"),
    [
        ("", ["olw.module.started"]),
        ("a", []),
    ],
)
def test_leaving_is_kept_though_nobody_is_told_of_it(
    told: Platform, before: str, news: list[str]
) -> None:
    told.settings(report="answers").play(*before)
    events = len(told.published)
    step = len(before)
    view = told.play("_", first=step)
    assert [name for name, _ in told.published[events:]] == news
    assert kept(told.block()).split(".")[4].endswith("_")
    again = pages(told)["config"]["view"]
    assert (again["scene"], again["step"]) == ("_way1", step + 1)
    assert again == view
    assert told.respond(1, step, "_")[1]["view"] == view
    assert told.respond(1, step, "b")[0] == 409


def test_the_short_way_tells_no_decision_and_completes(told: Platform) -> None:
    told.settings(report="answers")
    told.play("a", "_", "a", "a")
    assert told_by(told, "olw.module.completed") == []
    view = told.play("b", first=4)
    assert view["ending"]["title"] == "Three small things"
    first = {"attempt": 1, "step": 0, "scene": "queue", "response": "a"}
    assert told_by(told, "olw.decision.made") == [first]
    percent = view["result"]["percent"]
    assert 0 < percent < 100
    ended = {"attempt": 1, "percent": percent, "best": percent}
    assert told_by(told, "olw.module.completed") == [ended]
    record = told.block().record
    state = SimpleNamespace(username="ann", state={"record": record, "attempts": 1})
    rows = list(told.block().generate_report_data([state]))
    assert [row.get("Answer") for _, row in rows] == [None, "Do a first."]
    assert found(END_ONLY, view["echoes"]) == set()
    assert "chair" not in view
    assert [past["scene"] for past in view["history"]] == ["_way1", "_way2", "_way3"]
