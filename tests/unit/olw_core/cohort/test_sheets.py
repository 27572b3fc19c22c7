"""The files of the group's page, cell by cell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from olw_core.cohort import figure_words
from olw_core.cohort.lines import Lines, lines_of
from olw_core.cohort.sheets import Sheet, figures, not_started, who
from olw_core.cohort.status import NOT_STARTED, Begun, Cell, Member, statuses
from tests.unit.olw_core.cohort.told import published

MODULES: list[Any] = [{"title": "Kind"}, {"title": "Trusted"}]
DAY = date(2026, 11, 2)
LINES = Lines(
    ["Abena", "Bron"],
    [
        [Cell("completed", DAY), NOT_STARTED],
        [NOT_STARTED, Cell("in progress")],
    ],
)


def test_status_by_name() -> None:
    head = ["Name", "Kind", "Kind: completed on", "Trusted", "Trusted: completed on"]
    rows = [
        ["Abena", "completed", "2026-11-02", "not started", ""],
        ["Bron", "not started", "", "in progress", ""],
    ]
    assert who(MODULES, LINES) == Sheet("who-is-where", head, rows)


def test_who_has_not_started_story_by_story() -> None:
    rows = [["Kind", "Bron"], ["Trusted", "Abena"]]
    sheet = Sheet("who-has-not-started", ["Story", "Name"], rows)
    assert not_started(MODULES, LINES) == sheet


def test_who_has_no_name_has_a_number() -> None:
    cohort = statuses([Member("p1"), Member("p2")], [Begun(["p2"], "kind")], ["kind"])
    shown = lines_of(cohort, {"p1": "Abena", "p2": ""})
    assert [line.name for line in shown] == ["Abena", "Person 2"]
    assert [line.cells for line in shown] == [(NOT_STARTED,), (Cell("in progress"),)]


FIGURES = """
start|A|Leaning one way|about 80%|under 10%||2026-11-09
start|B|Leaning one way|under 10%|90% or more||2026-11-09
n1||Divided||||2026-11-09
n3|A|Too few answers yet||90% or more||
n3|B|Too few answers yet||about 10%||
stops|No cover||||under 10%|2026-11-09
stops|No time||||90% or more|2026-11-09
stops|It is not my place||||under 10%|2026-11-09
stops|How people would react||||under 10%|2026-11-09
stops|Not knowing how||||under 10%|2026-11-09
stops|Nothing||||under 10%|2026-11-09
"""


def test_figures() -> None:
    told = published()
    for scene in ("start", "n1", "n2", "n3"):
        setting = {"role": "Clerk", "place": scene, "mode": "remote"}
        told.module["story"]["scenes"][scene]["setting"] = setting  # type: ignore[typeddict-item]
    rows = []
    for line in FIGURES.strip().split("\n"):
        cells = line.replace("stops", "What would stop people").split("|")
        rows.append(["Maths", *cells])
    sheet = figures([told])
    assert sheet.head == (
        "Story",
        "Decision",
        "Answer",
        "Your group",
        "Your group, share",
        "Elsewhere in your organisation",
        "Your whole organisation",
        "Figures of",
    )
    assert (sheet.name, sheet.rows) == ("figures", rows)


def test_a_programmes_figures_are_named_after_it() -> None:
    sheet = figures([replace(published(), stops=None)], figure_words.PROGRAMME)
    assert sheet.head[3:5] == ("This programme", "This programme, share")
    assert len(sheet.rows) == 5
