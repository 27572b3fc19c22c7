"""What is stored says nothing without the server's secret; what cannot be opened is never lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from xblock.fields import Scope

from olw_core.play.sealing import MARK
from olw_xblock.block import OlwXBlock
from olw_xblock.platform import record_secrets
from olw_xblock.sealed import opened
from tests.support.django_settings import configure
from tests.support.openedx import LEARNER, OpenEdx
from tests.unit.olw_xblock.support import kept
from tests.unit.olw_xblock.test_strict_ending import MIDDLE, play

Locked = tuple[OpenEdx, Any]
Settings = dict[str, Any]
CARD = {"card": "improving-try-new-things", "variant": "a", "response": "b"}
SEALED = (
    "What you did here cannot be opened just now. Nothing is lost, and nothing is written over it. "
    "Please tell the people who run this course."
)
OWN = {
    "record",
    "practice",
    "card_log",
    "owed",
    "plays",
    "shelf",
    "attempts",
    "raw_earned",
    "raw_possible",
}
"""All that the block keeps in a learner's state. Staff read what is new here: is it sealed?"""


@pytest.fixture
def edx(monkeypatch: pytest.MonkeyPatch) -> OpenEdx:
    configure(monkeypatch, SECRET_KEY="first")
    return OpenEdx()


@pytest.mark.parametrize("report", ["completion", "score", "answers"])
def test_the_exported_state_tells_no_choice(edx: OpenEdx, report: str) -> None:
    usage = edx.add(module="desk", report=report)
    play(edx, usage, *MIDDLE)
    edx.post(usage, "plan", {"cue": "a"})
    edx.post(usage, "card", CARD)
    (row,) = {row["state"] for row in edx.problem_responses()}
    state = json.loads(row)
    assert set(state) <= OWN
    assert all(state[name].startswith(MARK) for name in ("record", "card_log"))
    assert state.pop("plays") == "desk"
    assert "desk" not in json.dumps(state)
    earned = 1.0 if report == "completion" else 0.75
    assert state["raw_earned"] == earned


def test_what_was_put_by_for_another_module_tells_no_choice(edx: OpenEdx) -> None:
    usage = edx.add(module="desk")
    play(edx, usage, *MIDDLE)
    edx.post(usage, "card", CARD)
    edx.author(usage, module="short")
    edx.visit(usage)
    (kept,) = edx.state(usage)["shelf"].values()
    texts = ("record", "card_log")
    assert all(kept[name].startswith(MARK) for name in texts)
    assert {name: kept[name] for name in kept if name not in texts} == {
        "practice": "",
        "attempts": 1,
        "raw_earned": 0.75,
        "raw_possible": 1.0,
    }


def test_the_administrators_guide_names_all_that_is_kept() -> None:
    guide = Path(__file__).parents[3] / "docs" / "lms-admins" / "open-edx.md"
    scopes = (Scope.user_state, Scope.preferences)
    kept = [name for name, field in OlwXBlock.fields.items() if field.scope in scopes]
    text = guide.read_text("utf-8")
    assert [name for name in kept if f"`{name}`" not in text] == []


def test_under_completion_no_figure_tells_one_finisher_from_another(
    edx: OpenEdx,
) -> None:
    usage = edx.add(module="desk", report="completion")
    for learner, answers in (("best", ("a", "ac")), ("worst", ("c",))):
        for step, answer in enumerate(answers):
            body = {"attempt": 1, "step": step, "response": answer}
            edx.post(usage, "respond", body, learner)
    told = []
    for learner in ("best", "worst"):
        state = edx.state(usage, learner)
        told.append({name: state[name] for name in state if name != "record"})
        assert state["record"].startswith(MARK)
    assert told[0] == told[1]
    rows = edx.problem_responses()
    assert [set(row) for row in rows] == [{"username", "state", "Module", "Status"}] * 2


def test_a_rescore_after_a_change_to_completion_makes_all_equal(edx: OpenEdx) -> None:
    usage = edx.add(module="desk", report="score")
    play(edx, usage, *MIDDLE)
    edx.author(usage, report="completion")
    edx.visit(usage)
    assert edx.row(usage).grade == 0.75
    assert edx.rescore(only_if_higher=True) == ["succeeded"]
    assert (edx.row(usage).grade, edx.state(usage)["raw_earned"]) == (1.0, 1.0)


def test_sealed_records_resume_report_and_rescore(edx: OpenEdx) -> None:
    usage = edx.add(module="desk", report="answers")
    play(edx, usage, *MIDDLE)
    view = edx.post(usage, "student_view_user_state", method="GET")[1]["view"]
    assert view["result"]["best"] == 75
    rows = [row for row in edx.problem_responses() if "Answer" in row]
    assert [row["Answer"] for row in rows] == [
        "Try it for an hour.",
        "Count the calls.; Send a letter.",
    ]
    assert edx.rescore() == ["succeeded"]
    assert edx.row(usage).grade == 0.75


def test_a_clear_record_of_an_earlier_edition_is_read_and_sealed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    edx = OpenEdx()
    usage = edx.add(module="desk")
    play(edx, usage, "a")
    edx.post(usage, "card", CARD)
    clear = edx.state(usage)
    assert not any(clear[name].startswith(MARK) for name in ("record", "card_log"))
    configure(monkeypatch, SECRET_KEY="first")
    assert "ending" in play(edx, usage, "ab", first=1)["view"]
    edx.post(usage, "card", {**CARD, "response": "a"})
    assert all(
        edx.state(usage)[name].startswith(MARK) for name in ("record", "card_log")
    )
    assert kept(edx.block(usage)).startswith("1.desk.3.1.q1a-w1ab.")


@pytest.mark.parametrize(
    "settings",
    [
        {"SECRET_KEY": "second", "SECRET_KEY_FALLBACKS": ["first"]},
        {"SECRET_KEY": "second", "OLW_RECORD_SECRETS": ["third", "first"]},
    ],
)
def test_a_changed_secret(
    edx: OpenEdx,
    monkeypatch: pytest.MonkeyPatch,
    settings: Settings,
) -> None:
    usage = edx.add(module="desk")
    play(edx, usage, "a")
    before = edx.state(usage)["record"]
    configure(monkeypatch, **settings)
    play(edx, usage, "ab", first=1)
    after = edx.state(usage)["record"]
    assert edx.row(usage).grade == 0.75
    configure(monkeypatch, SECRET_KEY="first")
    assert opened(before).startswith("1.desk.")
    assert edx.post(usage, "retry", {"attempt": 1, "step": 0})[0] == 503
    assert edx.state(usage)["record"] == after


@pytest.mark.parametrize(
    ("settings", "secrets"),
    [
        ({"SECRET_KEY": "a"}, ("a",)),
        ({"SECRET_KEY": "a", "SECRET_KEY_FALLBACKS": ["b"]}, ("a", "b")),
        ({"SECRET_KEY": "a", "OLW_RECORD_SECRETS": ["c", "d"]}, ("c", "d")),
        (
            {"SECRET_KEY": "a", "OLW_RECORD_SECRETS": "word"},
            ("word",),
        ),  # one text, not a list
        ({"SECRET_KEY": "a", "OLW_RECORD_SECRETS": []}, ("a",)),
        ({"SECRET_KEY": "a", "OLW_RECORD_SECRETS": None}, ("a",)),
        ({"SECRET_KEY": "a", "OLW_RECORD_SECRETS": ["", "c"]}, ("c",)),
        ({"configured": False}, ()),
    ],
)
def test_where_the_secrets_come_from(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, Any], secrets: tuple[str, ...]
) -> None:
    configure(monkeypatch, **settings)
    assert record_secrets() == secrets


@pytest.fixture(params=["another secret", "no secret"])
def locked(edx: OpenEdx, monkeypatch: pytest.MonkeyPatch, request: Any) -> Locked:
    """A finished block whose secret is gone, and its usage."""
    usage = edx.add(module="desk", report="answers")
    play(edx, usage, *MIDDLE)
    edx.post(usage, "card", CARD)
    if request.param == "no secret":
        configure(monkeypatch, configured=False)
    else:
        configure(monkeypatch, SECRET_KEY="second")
    return edx, usage


@pytest.mark.parametrize(
    ("handler", "body"),
    [
        ("respond", {"attempt": 1, "step": 1, "response": "ab"}),
        ("respond", {"attempt": 1, "step": 0, "response": "c"}),
        ("retry", {"attempt": 1, "step": 0}),
        ("plan", {"cue": "a"}),
        ("card", {"card": "improving-try-new-things"}),
        ("card", CARD),
        ("student_view_user_state", None),
    ],
)
def test_a_handler_says_so_and_changes_nothing(
    locked: Locked, handler: str, body: Any
) -> None:
    edx, usage = locked
    before, published = edx.state(usage), list(edx.published)
    status, told = edx.post(usage, handler, body)
    assert (status, told) == (
        503,
        {"error": {"code": "record-sealed", "message": SEALED}},
    )
    assert (edx.state(usage), edx.published) == (before, published)


def test_the_page_says_so(locked: Locked) -> None:
    edx, usage = locked
    before = edx.state(usage)
    page = edx.visit(usage)
    assert SEALED in page
    assert "olw-player" not in page
    assert edx.state(usage) == before


def test_other_blocks_reports_and_rescores_go_on(locked: Locked) -> None:
    edx, usage = locked
    other = edx.add(module="desk")
    play(edx, other, *MIDDLE)
    statuses = [row["Status"] for row in edx.problem_responses() if "Status" in row]
    assert statuses == ["cannot be opened: put the earlier secret back", "completed"]
    assert edx.rescore() == ["skipped", "succeeded"]
    assert edx.row(usage).grade == 0.75


def test_the_secret_put_back(locked: Locked, monkeypatch: pytest.MonkeyPatch) -> None:
    edx, usage = locked
    edx.post(usage, "retry", {"attempt": 1, "step": 0})
    configure(monkeypatch, SECRET_KEY="second", SECRET_KEY_FALLBACKS=["first"])
    assert (
        edx.post(usage, "retry", {"attempt": 1, "step": 0})[1]["view"]["attempt"] == 2
    )


def test_a_card_block_needs_no_story(locked: Locked) -> None:
    edx, usage = locked
    edx.author(usage, show="cards")
    assert "olw-player" in edx.visit(usage)


def test_staff_state_is_told_apart_from_the_learners(edx: OpenEdx) -> None:
    """Two learners' equal choices do not look equal."""
    usage = edx.add(module="desk")
    for learner in (LEARNER, "learner_2"):
        edx.post(usage, "respond", {"attempt": 1, "step": 0, "response": "a"}, learner)
    assert edx.state(usage)["record"] != edx.state(usage, "learner_2")["record"]
