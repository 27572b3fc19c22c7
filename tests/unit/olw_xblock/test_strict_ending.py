"""An ending on a strict platform: kept first, then told; what could not be told goes out later."""

from __future__ import annotations

import json
from typing import Any

import pytest

from olw_core import content
from olw_core.engine import engine
from tests.support.openedx import LEARNER, OpenEdx, OverrideRefused
from tests.support.play import responses
from tests.unit.olw_xblock.support import kept

BEST, MIDDLE, WORST = ("a", "ac"), ("a", "ab"), ("c",)


@pytest.fixture
def edx() -> OpenEdx:
    return OpenEdx()


def play(
    edx: OpenEdx,
    usage: Any,
    *answers: str,
    attempt: int = 1,
    first: int = 0,
    query: str = "",
) -> Any:
    """Answer in turn, each accepted; the last answer of the server."""
    told: Any = None
    for step, answer in enumerate(answers, start=first):
        body = {"attempt": attempt, "step": step, "response": answer}
        status, told = edx.post(usage, "respond", body, query=query)
        assert status == 200, told
    return told


def done(edx: OpenEdx, usage: Any) -> tuple[Any, Any, Any]:
    """(the row's grade, the completion tick, whether an ending is kept)."""
    row = edx.row(usage)
    record = engine.read(content.load("desk"), kept(edx.block(usage))).record
    return row.grade, edx.completions.get((LEARNER, usage)), record.done is not None


def test_a_story_can_be_finished(edx: OpenEdx) -> None:
    usage = edx.add(module="desk")
    assert "ending" in play(edx, usage, *MIDDLE)["view"]
    assert done(edx, usage) == (0.75, 1.0, True)


def test_completion_is_told_last(edx: OpenEdx) -> None:
    usage = edx.add(module="desk")
    play(edx, usage, *MIDDLE)
    acted = [name for name, _ in edx.published if name in ("grade", "completion")]
    assert acted == ["grade", "completion"]


@pytest.mark.parametrize(
    "failing", [{"grade"}, {"completion"}, {"grade", "completion"}]
)
def test_a_failing_publish_is_told_at_the_next_visit(
    edx: OpenEdx, failing: set[str]
) -> None:
    usage = edx.add(module="desk")
    edx.failing = failing
    assert "ending" in play(edx, usage, *MIDDLE)["view"]
    grade = None if "grade" in failing else 0.75
    tick = None if "completion" in failing else 1.0
    assert done(edx, usage) == (grade, tick, True)
    edx.visit(usage)
    assert done(edx, usage) == (grade, tick, True)
    edx.failing = set()
    edx.visit(usage)
    assert done(edx, usage) == (0.75, 1.0, True)
    assert [len(edx.told(name)) for name in ("grade", "completion")] == [1, 1]
    edx.visit(usage)
    assert [len(edx.told(name)) for name in ("grade", "completion")] == [1, 1]


def test_the_same_answer_again_tells_what_was_owed(edx: OpenEdx) -> None:
    usage = edx.add(module="desk")
    edx.failing = {"grade", "completion"}
    play(edx, usage, *MIDDLE)
    edx.failing = set()
    play(edx, usage, MIDDLE[1], first=1)
    assert done(edx, usage) == (0.75, 1.0, True)
    assert edx.state(usage)["attempts"] == 1


@pytest.mark.parametrize(
    ("handler", "body"),
    [
        ("retry", {"attempt": 1, "step": 0}),
        ("plan", {"cue": "a"}),
        ("student_view_user_state", None),
    ],
)
def test_any_request_tells_what_was_owed(edx: OpenEdx, handler: str, body: Any) -> None:
    usage = edx.add(module="desk")
    edx.failing = {"grade", "completion"}
    play(edx, usage, *MIDDLE)
    edx.failing = set()
    assert edx.post(usage, handler, body)[0] == 200
    assert done(edx, usage) == (0.75, 1.0, True)


def test_a_failing_event_stops_nobody(edx: OpenEdx) -> None:
    usage = edx.add(module="desk", report="answers")
    edx.failing = {"olw.module.started", "olw.decision.made", "olw.module.completed"}
    play(edx, usage, *MIDDLE)
    assert done(edx, usage) == (0.75, 1.0, True)


def test_nothing_is_told_of_what_is_not_kept(edx: OpenEdx) -> None:
    usage = edx.add(module="desk")
    play(edx, usage, "a")
    edx.published.clear()
    edx.store.failing_saves = ["record"]
    status, told = edx.post(
        usage, "respond", {"attempt": 1, "step": 1, "response": "ab"}
    )
    assert (status, told["error"]["code"]) == (503, "not-saved")
    words = (
        "This could not be saved. Nothing on this page is lost. Try again in a minute."
    )
    assert told["error"]["message"] == words
    assert (edx.published, done(edx, usage)) == ([], (None, None, False))
    play(edx, usage, "ab", first=1)
    assert done(edx, usage) == (0.75, 1.0, True)


@pytest.mark.parametrize(
    ("handler", "body"),
    [
        ("respond", {"attempt": 1, "step": 0, "response": "a"}),
        ("card", {"card": "improving-try-new-things", "response": "a"}),
    ],
)
def test_every_handler_says_when_it_cannot_save(
    edx: OpenEdx, handler: str, body: Any
) -> None:
    usage = edx.add(module="desk")
    edx.store.failing_saves = ["record"]
    status, told = edx.post(usage, handler, body)
    assert (status, told["error"]["code"], edx.published) == (503, "not-saved", [])


@pytest.mark.parametrize(
    ("handler", "body"),
    [
        ("retry", {"attempt": 1, "step": 0}),
        ("plan", {"cue": "a"}),
    ],
)
def test_after_the_ending_too(edx: OpenEdx, handler: str, body: Any) -> None:
    usage = edx.add(module="desk")
    play(edx, usage, *MIDDLE)
    before = edx.state(usage)
    edx.store.failing_saves = ["record"]
    status, told = edx.post(usage, handler, body)
    assert (status, told["error"]["code"], edx.state(usage)) == (
        503,
        "not-saved",
        before,
    )


def test_a_note_that_nothing_is_owed_may_fail(edx: OpenEdx) -> None:
    """The ending is kept and told; only the note of it is not: told once more, nothing else."""
    usage = edx.add(module="desk")
    play(edx, usage, "a")
    handed = edx.publish

    def publish(block: Any, event: str, data: dict[str, Any]) -> None:
        handed(block, event, data)
        if event == "completion":
            edx.store.failing_saves = ["owed"]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(edx, "publish", publish)
        assert "ending" in play(edx, usage, "ab", first=1)["view"]
    edx.visit(usage)
    assert done(edx, usage) == (0.75, 1.0, True)
    assert [data["value"] for data in edx.told("grade")] == [0.75, 0.75]


def test_the_best_attempt_counts(edx: OpenEdx) -> None:
    usage = edx.add(module="desk")
    grades = []
    for attempt, answers in enumerate((MIDDLE, WORST, BEST), start=1):
        play(edx, usage, *answers, attempt=attempt)
        grades.append(edx.row(usage).grade)
        assert edx.post(usage, "retry", {"attempt": attempt, "step": 0})[0] == 200
    assert grades == [0.75, 0.75, 1.0]


@pytest.mark.parametrize("only_if_higher", [True, False])
def test_rescore_before_any_grade_was_taken(edx: OpenEdx, only_if_higher: bool) -> None:
    """The row has a state and no grade: what fails a whole task when asked only_if_higher."""
    usage = edx.add(module="desk")
    edx.failing = {"grade"}
    play(edx, usage, *MIDDLE)
    edx.failing = set()
    assert edx.rescore(only_if_higher=only_if_higher) == ["succeeded"]
    assert edx.row(usage).grade == 0.75


@pytest.mark.parametrize("only_if_higher", [True, False])
def test_rescore_never_lowers(edx: OpenEdx, only_if_higher: bool) -> None:
    usage = edx.add(module="desk")
    play(edx, usage, *MIDDLE)
    edx.override(usage, 0.9)
    assert edx.rescore(only_if_higher=only_if_higher) == ["succeeded"]
    assert edx.row(usage).grade == 0.9


def test_an_owed_grade_does_not_undo_an_override(edx: OpenEdx) -> None:
    usage = edx.add(module="desk", weight=2.0)
    edx.failing = {"grade"}
    play(edx, usage, *MIDDLE)
    edx.failing = set()
    edx.override(usage, 0.2)
    edx.visit(usage)
    row = edx.row(usage)
    assert (row.grade, row.max_grade) == (0.1, 1.0)


def test_staff_override_in_points(edx: OpenEdx) -> None:
    usage = edx.add(module="desk", weight=5.0)
    play(edx, usage, *WORST)
    edx.override(usage, 4)
    row = edx.row(usage)
    assert (row.grade, row.max_grade) == (0.8, 1.0)
    with pytest.raises(OverrideRefused):
        edx.override(usage, 5.5)


def test_without_a_weight_a_story_is_one_point(edx: OpenEdx) -> None:
    usage = edx.add(module="desk", weight=None)
    play(edx, usage, *WORST)
    edx.override(usage, 1)
    assert (edx.row(usage).grade, edx.row(usage).max_grade) == (1.0, 1.0)


def test_a_weight_of_0_counts_for_nothing_and_stops_nothing(edx: OpenEdx) -> None:
    usage = edx.add(module="desk", weight=0.0)
    play(edx, usage, *MIDDLE)
    assert edx.block(usage).max_score() == 0
    assert done(edx, usage) == (0.75, 1.0, True)
    assert edx.rescore() == ["succeeded"]
    with pytest.raises(OverrideRefused):
        edx.override(usage, 0)


def test_a_record_finished_without_a_score_is_told(edx: OpenEdx) -> None:
    """An ending that an earlier edition kept without telling anybody."""
    usage = edx.add(module="desk")
    play(edx, usage, *MIDDLE)
    record = kept(edx.block(usage))
    row = edx.row(usage)
    row.state, row.grade = json.dumps({"record": record}), None
    edx.completions.clear()
    edx.visit(usage)
    assert done(edx, usage) == (0.75, 1.0, True)


def test_a_card_is_kept_before_it_completes(edx: OpenEdx) -> None:
    usage = edx.add(module="desk", show="cards")
    edx.failing = {"completion"}
    answer = {"card": "improving-try-new-things", "variant": "a", "response": "b"}
    assert edx.post(usage, "card", answer)[0] == 200
    assert edx.completions == {}
    edx.failing = set()
    edx.visit(usage)
    assert edx.completions == {(LEARNER, usage): 1.0}
    assert edx.told("grade") == []


def finish(edx: OpenEdx, usage: Any, choice: int) -> Any:
    """Play any story to an ending; `choice`: which of the possible answers each time."""
    module = content.load(edx.block(usage).module)
    record = engine.start(module)
    while can := [answer for answer in responses(module, record) if answer != "_"]:
        answer = can[choice % len(can)]
        play(edx, usage, answer, first=len(record.steps))
        record = engine.respond(module, record, 1, len(record.steps), answer)
    return record


@pytest.mark.parametrize("report", ["completion", "score", "answers"])
@pytest.mark.parametrize("choice", [0, -1])
def test_every_story_with_every_handler_view_and_report(
    edx: OpenEdx, monkeypatch: pytest.MonkeyPatch, report: str, choice: int
) -> None:
    monkeypatch.delenv("OLW_MODULES_DIR")
    for module in content.module_ids():
        usage = edx.add(module=module, report=report)
        record = finish(edx, usage, choice)
        share = 1.0 if report == "completion" else record.done.percent / 100
        assert (edx.row(usage).grade, edx.completions[LEARNER, usage]) == (share, 1.0)
        for view in ("student_view", "public_view", "author_view", "studio_view"):
            learner = None if view == "public_view" else LEARNER
            assert edx.visit(usage, view, learner)
        assert edx.post(usage, "plan", {})[0] == 200
        assert edx.post(usage, "student_view_user_state", method="GET")[0] == 200
        card = content.load(module)["cards"][0]["id"]
        assert edx.post(usage, "card", {"card": card})[0] == 200
        assert edx.post(usage, "retry", {"attempt": 1, "step": 0})[0] == 200
    rows = edx.problem_responses()
    assert [row["Status"] for row in rows if "Status" in row] == ["completed"] * len(
        edx.usages
    )
    assert edx.rescore() == ["succeeded"] * len(edx.usages)


def test_the_grade_goes_with_a_deleted_state(edx: OpenEdx) -> None:
    usage = edx.add(module="desk")
    play(edx, usage, *MIDDLE)
    assert edx.gradebook == {(LEARNER, usage): 0.75}
    edx.delete_state(usage)
    assert edx.gradebook == {}
    play(edx, usage, *WORST)
    assert edx.gradebook == {(LEARNER, usage): edx.row(usage).grade}
