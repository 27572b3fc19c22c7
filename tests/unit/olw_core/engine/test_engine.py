"""The engine's rules: steps, conflicts, retries, plans, results; the worked graph of the design."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from olw_core.engine import engine
from olw_core.engine.record import Done, Plan, Record
from olw_core.engine.story import LEAVE
from olw_core.errors import Conflict, ResponseError
from olw_core.formats.compiled import Module
from tests.support.modules import golden, golden_ids
from tests.support.play import every_path


def play(module: Module, answers: str) -> Record:
    record = engine.start(module)
    for i, answer in enumerate(answers):
        record = engine.respond(module, record, 1, i, answer)
    return record


@pytest.mark.parametrize(
    ("path", "percent"), [("ac", 75), ("ad", 0), ("bfh", 100), ("bg", 0), ("bfi", 50)]
)
def test_worked_graph(path: str, percent: int) -> None:
    """V = 7, v = 3: path a,c has S = 6 and 3/4; path b,f,h has S = 7 and 1."""
    module = golden("maths")
    start = module["story"]["nodes"][module["story"]["start"]]
    assert (start["best"], start["worst"]) == (7, 3)
    assert play(module, path).done == Done(1, percent)


def test_every_path_of_every_tiny_module() -> None:
    for module_id in golden_ids():
        module = golden(module_id)
        best = module["story"]["nodes"][module["story"]["start"]]["best"]
        for record in every_path(module, leave=True):
            view = engine.view(module, record)
            assert "ending" in view
            assert view["progress"] == 100
            assert engine.met(module, record) == view["history"]
            assert sum(d["regret"] for d in view["result"]["decisions"]) <= best
            assert engine.read(module, engine.write(record)) == engine.Reading(
                record, ""
            )


def test_a_repeated_answer_changes_nothing() -> None:
    module = golden("maths")
    record = play(module, "b")
    assert engine.respond(module, record, 1, 0, "b") == record


@pytest.mark.parametrize(
    ("attempt", "step", "response"),
    [
        (1, 0, "a"),
        (1, 2, "f"),
        (2, 1, "f"),
        (0, 1, "f"),
        (1, -1, "f"),
        (1, True, "f"),
        (True, 1, "f"),
        ("1", 1, "f"),
        (1, None, "f"),
        (1, 0, 7),
    ],
)
def test_conflicts(attempt: object, step: object, response: object) -> None:
    module = golden("maths")
    with pytest.raises(Conflict) as caught:
        engine.respond(module, play(module, "b"), attempt, step, response)
    assert caught.value.code == "step-conflict"


def test_no_answer_after_the_end() -> None:
    module = golden("maths")
    with pytest.raises(ResponseError) as caught:
        engine.respond(module, play(module, "ac"), 1, 2, "c")
    assert caught.value.code == "story-ended"


def test_retry_keeps_the_first_decisions_and_the_best_result() -> None:
    module = golden("maths")
    first = play(module, "bfh")
    again = engine.retry(module, first, 1, 1)
    assert (again.attempt, again.steps, again.done) == (
        2,
        first.steps[:1],
        Done(1, 100),
    )
    worse = engine.respond(module, again, 2, 1, "g")
    assert worse.done == Done(1, 100)
    view = engine.view(module, worse)
    assert (view["result"]["percent"], view["result"]["best"]) == (0, 100)


def test_a_better_attempt_raises_the_result() -> None:
    module = golden("maths")
    again = engine.retry(module, play(module, "bg"), 1, 1)
    better = engine.respond(module, engine.respond(module, again, 2, 1, "f"), 2, 2, "i")
    assert better.done == Done(1, 50)


def test_retry_only_from_an_ending() -> None:
    module = golden("maths")
    with pytest.raises(ResponseError) as caught:
        engine.retry(module, play(module, "b"), 1, 0)
    words = "You can try another way once you have reached an ending."
    assert (caught.value.code, str(caught.value)) == ("not-ended", words)
    with pytest.raises(Conflict):
        engine.retry(module, play(module, "ac"), 1, 2)
    one_scene = golden("one_scene")
    with pytest.raises(Conflict):
        engine.retry(one_scene, engine.start(one_scene), 1, 1)


def test_leaving_completes_and_costs_nothing() -> None:
    module = golden("way_out")
    left = engine.respond(module, engine.start(module), 1, 0, LEAVE)
    assert left.done == Done(1, 100)
    view = engine.view(module, left)
    assert view["ending"] == {"title": "You stepped away", "tone": "mixed"}
    assert view["result"]["decisions"] == []
    assert view["result"]["evidence"] == []
    assert view["history"] == []
    assert "feedback" not in view
    after_a_weak_choice = play(module, "b" + LEAVE)
    assert after_a_weak_choice.done == Done(1, 100)  # what was decided counts no more


def test_no_way_out_where_the_module_has_none() -> None:
    module = golden("maths")
    with pytest.raises(ResponseError) as caught:
        engine.respond(module, engine.start(module), 1, 0, LEAVE)
    assert caught.value.code == "answer-unknown-option"
    assert "leave" not in engine.view(module, engine.start(module))


def test_plan() -> None:
    module = golden("way_out")
    ended = play(module, "ab")
    kept = engine.keep_plan(module, ended, {"cue": "a", "action": "b"})
    assert kept.plan == Plan("a", "b")
    assert engine.view(module, kept)["plan"]["chosen"] == {"cue": "a", "action": "b"}
    assert engine.keep_plan(module, kept, {}).plan == Plan()
    for bad in ({"cue": "z"}, {"action": 1}, {"cue": None}, {"action": ["b"]}):
        with pytest.raises(ResponseError) as caught:
            engine.keep_plan(module, ended, bad)
        assert caught.value.code == "plan-unknown"
    with pytest.raises(ResponseError) as caught:
        engine.keep_plan(module, engine.start(module), {"cue": "a"})
    assert caught.value.code == "not-ended"


def test_nothing_but_the_chosen_feedback_before_an_ending() -> None:
    module = golden("maths")
    for record in (engine.start(module), play(module, "b"), play(module, "bf")):
        sent = json.dumps(engine.view(module, record))
        for secret in (
            "has its case",
            '"gain"',
            '"weight"',
            '"regret"',
            '"best"',
            '"key"',
            "percent",
        ):
            assert secret not in sent
    assert "After a." not in json.dumps(engine.view(module, play(module, "b")))


def test_keyed_items_keep_their_key_until_the_end() -> None:
    for module_id in ("pick", "rank", "rate"):
        module = golden(module_id)
        assert '"key"' not in json.dumps(engine.view(module, engine.start(module)))
        answered = play_one(module)
        assert (
            engine.view(module, answered)["result"]["decisions"][0]["key"]
            == {"pick": "bdg", "rank": "abcde", "rate": "4321"}[module_id]
        )


def play_one(module: Module) -> Record:
    return engine.respond(
        module,
        engine.start(module),
        1,
        0,
        {"pick": "abc", "rank": "bacde", "rate": "2222"}[module["id"]],
    )


@pytest.mark.parametrize(
    ("module_id", "answer", "band"),
    [
        ("pick", "bdg", "Full."),
        ("pick", "bda", "Part."),
        ("pick", "ace", "Low."),
        ("rate", "2222", "Low."),
    ],
)
def test_feedback_bands(module_id: str, answer: str, band: str) -> None:
    module = golden(module_id)
    view = engine.view(
        module, engine.respond(module, engine.start(module), 1, 0, answer)
    )
    assert view["feedback"]["consequence"] == band


def test_percent_only_where_a_score_is_sent() -> None:
    module = golden("maths")
    ended = play(module, "ac")
    assert "percent" not in engine.view(module, ended, "completion")["result"]
    assert engine.view(module, ended, "score")["result"]["percent"] == 75


def test_a_variable_changes_a_later_scene() -> None:
    module = golden("variables")
    assert "They look rested." in engine.view(module, play(module, "a"))["html"]
    assert "They look tired." in engine.view(module, play(module, "b"))["html"]
    assert [
        o["id"] for o in engine.view(module, play(module, "a"))["item"]["options"]
    ] == ["a", "b", "c"]


def test_one_scene_is_complete_when_opened() -> None:
    module = golden("one_scene")
    view = engine.view(module, engine.start(module))
    assert (
        view["ending"]["title"],
        view["progress"],
        view["history"],
        view["result"]["percent"],
    ) == (
        "Read",
        100,
        [],
        100,
    )


def test_leaving_an_ending_keeps_the_result_and_not_the_way() -> None:
    module = golden("way_out")
    ended = engine.keep_plan(module, play(module, "ab"), {"cue": "a", "action": "b"})
    left = engine.leave(module, ended)
    assert (left.attempt, left.steps, left.plan, left.done) == (
        2,
        (),
        ended.plan,
        ended.done,
    )
    assert engine.leave(module, left) == left
    view = engine.view(module, left)
    assert ended.done is not None
    assert (view["step"], view["history"]) == (0, [])
    assert (view["finished"], view["plan"]["chosen"]) == (
        {"best": ended.done.percent},
        {"cue": "a", "action": "b"},
    )
    assert engine.view(module, left, "completion")["finished"] == {}
    changed = engine.keep_plan(module, left, {"cue": "b", "action": "a"})
    assert (changed.plan, changed.steps) == (Plan("b", "a"), ())


def test_leaving_a_story_that_goes_on_keeps_every_step() -> None:
    module = golden("maths")
    half = play(module, "a")
    again = engine.retry(module, play(module, "ac"), 1, 1)
    for record in (engine.start(module), half, again):
        assert engine.leave(module, record) == record
    assert "finished" not in engine.view(module, again)  # in the middle of another try


SWITCHED = [
    # switch at the finish, switch now, best result shown, percentage kept at the next save
    ("score", "score", 75, 75),
    ("score", "completion", None, None),
    ("completion", "completion", None, None),
    ("completion", "score", 100, None),
    ("completion", "answers", 100, None),
    ("answers", "completion", None, None),
]


@pytest.mark.parametrize(("was", "now", "best", "kept"), SWITCHED)
def test_a_switch_changed_midway(
    was: str, now: str, best: int | None, kept: int | None
) -> None:
    module = golden("maths")
    text = engine.write(play(module, "ac"), was)
    record = engine.read(module, text).record
    assert engine.view(module, record, now)["result"].get("best") == best
    again = engine.retry(module, record, 1, 0)
    for step, response in enumerate("ad"):  # a weaker way
        again = engine.respond(module, again, 2, step, response)
    stored = engine.read(module, engine.write(again, now)).record.done
    assert stored == Done(1, kept)


def test_reading_older_content_keeps_what_still_plays() -> None:
    module = golden("maths")
    record = play(module, "bfh")
    changed = json.loads(json.dumps(module))
    changed["version"] = 2
    for item in changed["story"]["items"]:
        for option in item["options"]:
            if option["id"] == "h":
                option["id"] = "z"
    reading = engine.read(changed, engine.write(record))
    assert (reading.notice, len(reading.record.steps), reading.record.done) == (
        "record-older",
        2,
        Done(1, 100),
    )


def test_evidence_counts_decisions() -> None:
    module = golden("maths")
    view = engine.view(module, play(module, "bfi"))
    found = [(e["behaviour"], e["met"], e["of"]) for e in view["result"]["evidence"]]
    assert found == [
        ("improving-high-quality-care", 0, 2),
        ("improving-try-new-things", 1, 1),
    ]


def test_attempt_number_is_bounded() -> None:
    module = golden("maths")
    ended = replace(play(module, "ac"), attempt=9999)
    assert engine.retry(module, ended, 9999, 0).attempt == 9999
