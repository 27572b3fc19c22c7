"""`olw board`: exports of three systems, small numbers, and files that are none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from olw_core.cli import olw

# The heads of the reports: Totara's "Course Completion" source, Moodle's course completion and
# ESR's learning report name these columns; what stands in them besides is never read.
HEADS = {
    "totara": "User's Full Name,Course Full Name,Completion Status\n",
    "moodle": "Full name;Course name;Status\n",
    "esr": "Employee Number\tCourse\tEnrolment Status\n",
}
MARKS = {"totara": ",", "moodle": ";", "esr": "\t"}


def run(tmp_path: Path, text: str, *more: str) -> tuple[Result, str]:
    export = tmp_path / "export.csv"
    export.write_text(text, "utf-8")
    out = tmp_path / "board.html"
    told = CliRunner().invoke(olw, ["board", str(export), "--out", str(out), *more])
    page = out.read_text("utf-8") if out.exists() else ""
    return told, page


def rows(mark: str, many: int, completed: int) -> str:
    lines = []
    for number in range(many):
        status = "Completed" if number < completed else "In progress"
        lines.append(mark.join([f"Secret Name {number}", "Kind", status]))
    return "\n".join(lines)


@pytest.mark.parametrize("system", HEADS)
def test_each_system_is_recognised_and_nobody_is_named(
    tmp_path: Path, system: str
) -> None:
    told, page = run(tmp_path, HEADS[system] + rows(MARKS[system], 27, 12))
    assert told.exit_code == 0, told.output
    assert ("<td>20 or more</td><td>about 40%</td>" in page, "Secret" in page) == (
        True,
        False,
    )


def test_a_column_can_be_named(tmp_path: Path) -> None:
    text = "Who,What,Done\n" + rows(",", 10, 5)
    told, _ = run(tmp_path, text)
    assert (told.exit_code, "--activity" in told.output) == (1, True)
    told, page = run(tmp_path, text, "--activity", "What", "--status", "Done")
    assert (told.exit_code, "about 50%" in page) == (0, True)


# Moodle's report "Activity completion" (report/progress/index.php): the first column has no name;
# above the day of completion stands the day until which it is expected, or nothing.
PROGRESS = (
    '{0}"Email address"{0}"Back from Copse Lane"{0}""'
    '{0}"The garden door"{0}"2026-12-01 00:00:00"'
)


def person(number: int, mark: str) -> str:
    """Half have finished the first story, one of six the second."""
    first = "Completed" if number % 2 else "Not completed"
    second = "Not completed"
    if number % 6 == 0:
        second = "Completed (set by Olive Hartley)"
    day = "2026-11-02 10:00:00"
    cells = [f"Secret Name {number}", "a@secret", first, day, second, day]
    return mark.join(f'"{cell}"' for cell in cells)


@pytest.mark.parametrize(("mark", "encoding"), [(",", "utf-8"), ("\t", "utf-16")])
def test_moodles_activity_completion_is_recognised(
    tmp_path: Path, mark: str, encoding: str
) -> None:
    """As CSV and as it is written for Excel."""
    lines = [PROGRESS.format(mark), *(person(number, mark) for number in range(30))]
    export = tmp_path / "progress.csv"
    export.write_bytes("\n".join(lines).encode(encoding))
    out = tmp_path / "board.html"
    told = CliRunner().invoke(olw, ["board", str(export), "--out", str(out)])
    assert told.exit_code == 0, told.output
    page = out.read_text("utf-8")
    found = re.findall(r"(\w[\w ]+)</th>\s*<td>([^<]+)</td><td>([^<]+)</td>", page)
    assert found == [
        ("Back from Copse Lane", "30 or more", "about 50%"),
        ("The garden door", "30 or more", "about 20%"),
    ]
    assert "ecret" not in page


@pytest.mark.parametrize("text", ["", "Course,Status\n", "\x00\x01", "a,b\n1"])
def test_what_is_no_export_is_refused_in_one_line(tmp_path: Path, text: str) -> None:
    told, page = run(tmp_path, text)
    assert (told.exit_code, page, "Traceback" in told.output) == (1, "", False)
