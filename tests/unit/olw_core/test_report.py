"""The report switch and the words that tell learners of it."""

from __future__ import annotations

import pytest

from olw_core.cohort.rules import LEAST
from olw_core.report import (
    FULL_SCORE,
    OWN,
    PREVIEW,
    REPORTS,
    TRYING,
    Door,
    Report,
    Told,
    disclosure,
    sent_percent,
)

DOORS: tuple[Door, ...] = ("scorm", "cmi5", "xblock", "lti")


@pytest.mark.parametrize(
    ("report", "sent"), [("completion", None), ("score", 67), ("answers", 67)]
)
def test_sent_percent(report: Report, sent: int | None) -> None:
    assert sent_percent(report, 67) == sent


OPENED = "Your learning system is told that you opened this, for how long, "
BEGUN = "Your course platform is told when you begin, when you try again, "
FINISHED = "Your learning system is told when you finish"
# fmt: off
FIRST: list[tuple[Door, Report, str]] = [
    ("scorm",  "completion", OPENED + "and when you finish. It is not told a score."),
    ("scorm",  "score",      OPENED + "when you finish, and your best score."),
    ("cmi5",   "answers",
                            OPENED + "each choice you make, when you finish, and your best score."),
    ("xblock", "completion", BEGUN + "and when you finish. It is not told a score."),
    ("xblock", "score",      BEGUN + "when you finish, and your score each time."),
    ("lti",    "completion", FINISHED + ". It is not told a score."),
    ("lti",    "score",      FINISHED + " and your best score."),
    ("lti",    "answers",    FINISHED + " and your best score."),
]
# fmt: on


@pytest.mark.parametrize(("door", "report", "words"), FIRST)
def test_the_line_before_the_first_choice(
    door: Door, report: Report, words: str
) -> None:
    assert disclosure(report, door)[0] == words


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("report", REPORTS)
def test_every_door_says_who_can_open_what_is_saved(door: Door, report: Report) -> None:
    lines = disclosure(report, door)
    assert lines[-1] == OWN
    saved = "may be able to open" if door in ("scorm", "cmi5") else "They are sealed"
    assert [saved in line for line in lines].count(True) == 1
    assert (FULL_SCORE in lines) == (
        report == "completion" and door in ("lti", "xblock")
    )


@pytest.mark.parametrize("door", DOORS)
def test_a_score_is_spoken_of_only_where_one_is_sent(door: Door) -> None:
    words = " ".join(disclosure("completion", door))
    assert [part in words for part in ("best score", "gradebook", "lowers")] == [
        False
    ] * 3


def test_who_can_see_the_score_by_name() -> None:
    assert disclosure("score", "scorm")[1].startswith("Facilitators can see that score")
    assert disclosure("score", "lti")[1].startswith("Facilitators can see that score")
    assert "all of that by name" in disclosure("answers", "xblock")[1]
    assert "do not see what you chose" in disclosure("answers", "lti")[2]


def test_a_pass_mark_is_told() -> None:
    assert "The mark is 80%." in " ".join(
        disclosure("score", "scorm", Told(pass_mark=80))
    )


def test_several_stories_in_one_package_are_told_as_one() -> None:
    line = disclosure("score", "scorm", Told(stories=6))[0]
    assert line.endswith(
        "when you have finished all 6 stories, and the average of your best scores."
    )


@pytest.mark.parametrize("report", REPORTS)
def test_cards_alone_send_no_score(report: Report) -> None:
    assert disclosure(report, "scorm", Told(cards=True, full_score=False)) == [
        "Your learning system is told that you opened this, for how long, and when you have "
        "answered a card. "
        "It is not told a score."
    ]
    assert disclosure(report, "xblock", Told(cards=True)) == [
        "Your course platform is told when you have answered a card. It is not told a score."
    ]


def test_nothing_is_sent_of_who_is_not_here_as_a_learner() -> None:
    lines = disclosure("answers", "lti", Told(trying=True))
    assert (lines[0], lines[-1], len(lines)) == (TRYING, OWN, 3)
    assert disclosure("score", "preview") == [PREVIEW, OWN]


def test_a_group_is_as_large_as_the_rules_begin_with() -> None:
    assert Told().least == LEAST
