"""`make bench` fails where a goal is newly missed; the known misses stand in the docs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bench import __main__ as runner
from bench import core
from bench.goals import (
    KNOWN,
    Goal,
    KnownMiss,
    Verdict,
    goal_for,
    judge,
    limit_of,
    summary,
)

PAGE = Path(__file__).resolve().parents[2] / "docs" / "developers" / "benchmarks.md"
ROW = re.compile(
    r"^\| `([a-z0-9.-]+)` \| (\S+) \| (\S+) \| (\S+) \| (\S+) \|", re.MULTILINE
)


def known_at(figure: float) -> Goal:
    return Goal("zip-1.2-kind", figure, 60, "kB")


@pytest.mark.parametrize(
    ("goal", "verdict"),
    [
        (Goal("new", 60, 60, "kB"), Verdict.MET),
        (Goal("new", 60.1, 60, "kB"), Verdict.MISSED),
        (known_at(61), Verdict.KNOWN),
        (known_at(KNOWN["zip-1.2-kind"].at_most), Verdict.KNOWN),
        (
            known_at(KNOWN["zip-1.2-kind"].at_most + 0.1),
            Verdict.MISSED,
        ),  # worse than it was
        (known_at(59), Verdict.MET),
    ],
)
def test_each_goal_is_judged(goal: Goal, verdict: Verdict) -> None:
    assert judge(goal) is verdict


def test_a_miss_is_told_at_the_end_and_fails_the_run() -> None:
    lines, code = summary(
        [Goal("fine", 1, 2, "s"), Goal("slow", 3, 2, "s"), known_at(61)]
    )
    known = KNOWN["zip-1.2-kind"]
    then = f"{known.figure:g} on {known.date}, at most {known.at_most:g}"
    assert code == 1
    assert lines == [
        "1 of 3 goals are met.",
        f"known miss: zip-1.2-kind: 61.00 kB, goal 60 (known: {then})",
        "MISSED: slow: 3.00 s, goal 2",
    ]


def test_a_known_miss_alone_fails_nothing_and_a_mended_one_is_told() -> None:
    assert summary([known_at(61)])[1] == 0
    assert summary([known_at(59)]) == (
        [
            "1 of 1 goals are met.",
            "no longer missed: zip-1.2-kind. Take it out of KNOWN.",
        ],
        0,
    )


def test_a_script_that_fails_does_not_stop_the_others(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> list[Goal]:
        raise RuntimeError("no browser")

    scripts = {"broken": broken, "after": lambda: [Goal("after", 1, 2, "s")]}
    monkeypatch.setattr(runner, "SCRIPTS", scripts)
    assert runner.main([]) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[-2:] == [
        "1 of 1 goals are met.",
        "FAILED: broken gave no figures; the reason stands above.",
    ]


def test_a_script_of_another_name_is_refused(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert runner.main(["corse"]) == 2
    assert (
        capsys.readouterr().out
        == "There is no 'corse'. Choose from: cohort, core, lti, player, scorm, xblock.\n"
    )


def test_the_page_lists_the_known_misses() -> None:
    rows = ROW.findall(PAGE.read_text("utf-8"))
    told = {
        name: KnownMiss(float(was), float(most), day)
        for name, _, was, day, most in rows
    }
    assert told == KNOWN
    limits = {name: float(limit) for name, limit, *_ in rows}
    assert limits == {name: limit_of(name)[0] for name in KNOWN}


def test_each_figure_stands_beside_its_one_limit() -> None:
    assert goal_for("pack-2004-3-kind", 21) == Goal("pack-2004-3-kind", 21, 20, "ms")
    assert goal_for("pack-everything", 1) == Goal("pack-everything", 1, 2, "s")
    assert goal_for("zip-2004-3-kind", 70) == Goal("zip-2004-3-kind", 70, 110, "kB")
    with pytest.raises(ValueError, match="not enough values"):
        goal_for("zip-aicc-kind", 1)


def test_the_core_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once each: how long it takes is no matter here."""
    monkeypatch.setattr(core, "ROUNDS", 1)
    monkeypatch.setattr(core, "STEPS", 1)
    found = [goal.id for goal in core.of_module("kind")]
    assert found == ["compile-kind", "step-python-kind", "step-node-kind"]
