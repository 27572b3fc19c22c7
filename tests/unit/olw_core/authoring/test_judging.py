"""`olw check` judges a story as readers will meet it: signs of the key, endings, slips, silence."""

from __future__ import annotations

import copy
from dataclasses import replace
from fractions import Fraction
from itertools import starmap
from typing import Any

import pytest

from olw_core import content
from olw_core.authoring import judging, tells
from olw_core.authoring.compiler import compile_source
from olw_core.authoring.compiler.problems import Problems
from olw_core.authoring.compiler.shapes import load_shapes
from olw_core.authoring.compiler.source import Source, read_source
from olw_core.authoring.endings import Endings, Reached, Slips, endings
from olw_core.authoring.judging import Figures
from olw_core.authoring.tells import Option, Tells
from olw_core.formats.common import Tone
from olw_core.formats.compiled import Module
from tests.support.modules import golden
from tests.unit.olw_core.authoring.compiler.cases import SECOND, good_files, good_media

FAIR = Tells(hits=5, of=10, chance=0.4)


def reached(scene: str, tone: Tone, share: int, lowest: int, highest: int) -> Reached:
    return Reached(scene, tone, Fraction(share, 100), lowest, highest)


GOOD = reached("end_daily", "good", 45, 40, 100)
HARD = reached("end_slow", "hard", 25, 0, 70)
MIXED = reached("end_slow", "mixed", 10, 0, 100)
FINE = Figures(
    FAIR, FAIR, FAIR, Endings([GOOD, HARD, MIXED, MIXED, MIXED], Slips(5, 10))
)


def source(files: dict[str, str]) -> Source:
    return read_source(files, good_media(SECOND))


def warned(
    found: Figures, files: dict[str, str] | None = None
) -> list[tuple[str, str]]:
    """(code, path) of what is said of the second module with these figures."""
    own = source(files or silent())
    module = compile_source(own, content.framework()).module
    problems = Problems(own)
    judging.judge(load_shapes(problems), module, found, problems)
    return [
        (one.code, one.path) for one in problems.found if one.code != "chair-length"
    ]


def silent() -> dict[str, str]:
    """The second module, with silence as an option of two scenes."""
    files = good_files(SECOND)
    text = files["module.yaml"]
    for mark in ("          a:  # desk-a\n", "          a:  # call-a\n"):
        assert text.count(mark) == 1
        text = text.replace(mark, f"{mark}            silent: true\n")
    return files | {"module.yaml": text}


def test_what_reaches_every_target_is_not_warned_of() -> None:
    assert warned(FINE) == []


def test_the_first_edition_is_not_judged() -> None:
    files = good_files()
    own = read_source(files, good_media())
    problems = Problems(own)
    module = compile_source(own, content.framework()).module
    poor = replace(
        FINE, both=Tells(10, 10, 0.4), endings=Endings([MIXED], Slips(0, 10))
    )
    judging.judge(load_shapes(problems), module, poor, problems)
    assert problems.found == []


JUDGED = [
    # (what is found, where) for figures just beyond a target
    (replace(FINE, both=Tells(53, 100, 0.4)), ("tells", "(top)")),
    (replace(FINE, endings=Endings([GOOD, HARD, MIXED, MIXED], Slips(5, 10))),
     ("endings-few", "story")),
    (replace(FINE, endings=Endings([replace(GOOD, share=Fraction(46, 100)), *[MIXED] * 4],
                                   Slips(5, 10))),
     ("ending-frequent", "story.scenes.end_daily")),
    (replace(FINE, endings=Endings([replace(GOOD, lowest=39), *[MIXED] * 4], Slips(5, 10))),
     ("ending-score", "story.scenes.end_daily.ending")),
    (replace(FINE, endings=Endings([GOOD, replace(HARD, highest=71), *[MIXED] * 3],
                                   Slips(5, 10))),
     ("ending-score", "story.scenes.end_slow.ending")),
    (replace(FINE, endings=Endings([GOOD, *[MIXED] * 4], Slips(4, 10))), ("slips", "story")),
]  # fmt: skip


@pytest.mark.parametrize(("found", "expected"), JUDGED, ids=lambda one: str(one)[:20])
def test_a_target_that_is_missed(found: Figures, expected: tuple[str, str]) -> None:
    assert warned(found) == [expected]


def test_silence_in_one_scene_is_too_little() -> None:
    files = silent()
    text = files["module.yaml"].replace("            silent: true\n", "", 1)
    assert warned(FINE, files | {"module.yaml": text}) == [("silent-few", "story")]


def test_two_endings_with_one_title() -> None:
    """Which of judge's answers leads where would be told in the same words."""
    module = golden("other_chair")
    source_ = source(good_files(SECOND))
    problems = Problems(source_)
    judging._judge_lines(module, problems)
    assert problems.found == []
    module = copy.deepcopy(module)
    scenes = module["story"]["scenes"]
    scenes["f"]["ending"] = scenes["e"]["ending"]
    judging._judge_lines(module, problems)
    assert [(one.code, one.path) for one in problems.found] == [
        ("then-alike", "story.scenes.s.item")
    ]


def test_a_line_that_always_loses_to_four_others() -> None:
    module = copy.deepcopy(golden("other_chair"))
    option: Any = module["story"]["items"][0]["options"][0]
    lines = [{"who": "sam", "html": f"Line {n}.", "matters": 2} for n in range(5)]
    problems = Problems(source(good_files(SECOND)))
    option["echo"] = lines[:4]
    judging._judge_echoes(module, problems)
    assert problems.found == []
    option["echo"] = lines
    judging._judge_echoes(module, problems)
    assert [(one.code, one.path, one.problem) for one in problems.found] == [
        (
            "echo-unheard",
            "story.scenes.s.item",
            "On no path is 'sam' heard saying: Line 4.",
        )
    ]


def test_the_other_chair_has_a_length() -> None:
    """5 words always, 5 more after desk.a."""
    own = source(silent())
    module = compile_source(own, content.framework()).module
    problems = Problems(own)
    judging.judge(load_shapes(problems), module, FINE, problems)
    assert [(one.code, one.problem) for one in problems.found] == [
        ("chair-length", "It has 5 to 10 words.")
    ]


def decisions(*sets: list[tuple[str, int]]) -> list[list[Option]]:
    return [list(starmap(Option, options)) for options in sets]


LEAK = decisions(
    [("Ask her what she needs.", 3), ("Go.", 1), ("Wait here.", 0)],
    [("Leave it.", 0), ("Ask him whether it helps.", 3), ("Call Sam.", 2)],
    [("Tell them no.", 1), ("Sit down.", 0), ("Ask both of them what they saw.", 3)],
)


def test_a_sign_that_always_stands_beside_the_strongest_is_found() -> None:
    weights = tells.learnt(LEAK * 4)
    own = decisions(
        [("Go home.", 0), ("Ask Ola how the night went.", 3)],
        [("Ask Sam what he meant.", 3), ("Write it down.", 1)],
    )
    assert tells.scored(weights, own) == Tells(hits=2, of=2, chance=0.5)


def test_where_the_sign_stands_beside_the_weak_it_misleads() -> None:
    weights = tells.learnt(LEAK * 4)
    own = decisions([("Go home.", 3), ("Ask Ola how the night went.", 0)])
    assert tells.scored(weights, own).hits == 0


def test_nothing_learnt_finds_the_first() -> None:
    own = decisions(
        [("One.", 1), ("Two.", 3)], [("One.", 3), ("Two.", 3), ("Three.", 0)]
    )
    found = tells.scored(tells.learnt([]), own)
    assert (found.hits, found.of, round(found.chance, 3)) == (1, 2, 0.583)
    assert tells.scored(tells.learnt([]), []).points_above_chance == 0


def test_decisions_are_read_from_drafts_too() -> None:
    """What has no text, no weight or only equal weights teaches nothing."""
    options = {"a": {"text": "One.", "weight": 3}, "b": {"text": "Two.", "weight": 1}}
    alike = {"a": {"text": "One.", "weight": 2}, "b": {"text": "Two.", "weight": 2}}
    data: dict[str, Any] = {
        "story": {
            "scenes": {
                "s": {"item": {"type": "choose", "options": options}},
                "t": {"item": {"type": "choose", "options": alike}},
                "u": {"item": {"type": "pick", "options": options}},
                "v": {"item": {"type": "choose", "points": 0, "options": options}},
                "w": {"item": {"type": "choose", "options": {"a": {"text": "One."}}}},
                "x": None,
            }
        },
        "cards": {"c": {"variants": {"a": {"options": options}}}, "d": "later"},
    }
    two = [Option("One.", 3), Option("Two.", 1)]
    assert list(tells.decisions(data)) == [("story", two), ("cards", two)]


def test_endings_over_all_walks() -> None:
    """path_text: s.a and s.b lead to t, s.c to u; t and u lead to e, the only ending."""
    found = endings(golden("path_text"))
    [one] = found.reached
    assert one == Reached("e", "good", Fraction(1), 0, 100)


def test_shares_and_scores_of_two_endings() -> None:
    """other_chair: a (3) and c (2) lead to e, b (1) to f; of 1 to 3 that is 100%, 50% and 0%."""
    found = endings(golden("other_chair"))
    assert [
        (one.scene, one.share, one.lowest, one.highest) for one in found.reached
    ] == [
        ("e", Fraction(2, 3), 50, 100),
        ("f", Fraction(1, 3), 0, 0),
    ]
    assert found.slips == Slips(felt=1, of=2)


def test_slips_that_change_who_says_what() -> None:
    """echoes: the best walk is a, a and the right two; low cannot be had with two of three."""
    found = endings(golden("echoes"))
    assert (found.slips.felt, found.slips.of) == (5, 5)


@pytest.mark.parametrize("module_id", content.module_ids())
def test_figures_agree_with_the_compiled_bounds(module_id: str) -> None:
    """Over all walks shares add up to 1, and the extremes are 0% and 100%."""
    module: Module = content.load(module_id)
    found = endings(module).reached
    assert sum(one.share for one in found) == 1
    assert (min(one.lowest for one in found), max(one.highest for one in found)) == (
        0,
        100,
    )
