"""Every mistake an author can make gives its code, file, line, path and remedy:
the tables errors.yaml, warnings.yaml and second_errors.yaml.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NotRequired, TypedDict

import pytest
import yaml

from olw_core.errors import Problem
from tests.unit.olw_core.authoring.compiler.cases import (
    GOOD,
    SECOND,
    changed,
    good_files,
    good_media,
    line_of,
    long,
    problems,
)

Case = TypedDict(
    "Case",
    {
        "why": str,
        "in": str,
        "change": str,
        "to": str,
        "gives": str,
        "beside": str,
        "says": str,
        "also": NotRequired[list[str]],
    },
)
"""One mistake: the file, the text replaced and its new words; the code, line and words it gives,
and the codes of what else is wrong then."""

HERE = Path(__file__).parent
ERRORS: list[Case] = yaml.safe_load((HERE / "errors.yaml").read_text("utf-8"))
SECOND_ERRORS: list[Case] = yaml.safe_load(
    (HERE / "second_errors.yaml").read_text("utf-8")
)
WARNINGS: list[Case] = yaml.safe_load((HERE / "warnings.yaml").read_text("utf-8"))


def found_in(case: Case, folder: Path = GOOD) -> tuple[dict[str, str], list[Problem]]:
    """The changed files and what the compiler says about them."""
    to = re.sub(r"LONG(\d+)", lambda match: long(int(match[1])), case["to"])
    files = changed(case["in"], case["change"], to, folder)
    return files, problems(files, good_media(folder))


def told(problem: Problem) -> tuple[str, str, int, str]:
    return (
        f"{problem.code} at {problem.path}",
        problem.file,
        problem.line,
        f"{problem.problem} {problem.remedy}",
    )


def test_the_good_module_has_no_fault() -> None:
    assert problems(good_files()) == []


@pytest.mark.parametrize("case", ERRORS, ids=lambda c: c["why"])
def test_errors(case: Case) -> None:
    check_errors(case, *found_in(case))


def test_the_good_module_of_the_second_edition_has_no_fault() -> None:
    assert problems(good_files(SECOND), good_media(SECOND)) == []


@pytest.mark.parametrize("case", SECOND_ERRORS, ids=lambda c: c["why"])
def test_errors_of_the_second_edition(case: Case) -> None:
    check_errors(case, *found_in(case, SECOND))


def check_errors(case: Case, files: dict[str, str], found: list[Problem]) -> None:
    """The error that was expected is found, and no other."""
    expected = (
        case["gives"],
        case["in"],
        line_of(files[case["in"]], case["beside"]),
        case["says"],
    )
    errors = [told(p) for p in found if p.level == "error"]
    assert [e for e in errors if e[0] == case["gives"]] == [expected]
    if "also" in case:
        others = sorted(e[0] for e in errors if e[0] != case["gives"])
        assert others == case["also"]
    else:
        assert errors == [expected]


@pytest.mark.parametrize("case", WARNINGS, ids=lambda c: c["why"])
def test_warnings(case: Case) -> None:
    files, found = found_in(case)
    expected = (
        case["gives"],
        case["in"],
        line_of(files[case["in"]], case["beside"]),
        case["says"],
    )
    assert [(p.level, *told(p)) for p in found] == [("warning", *expected)]


def test_everything_is_reported_at_once() -> None:
    """Three mistakes in three files:
    three errors, in the order of files and lines, then the warnings.
    """
    files = good_files()
    files["module.yaml"] = (
        files["module.yaml"]
        .replace("go: order", "go: ordr")
        .replace("weight: 1\n", "points: 1\n")
    )
    found = [(p.code, p.file) for p in problems(files)]
    assert found == [
        ("shape", "module.yaml")
    ]  # shapes first: nothing else can be judged before
    files = good_files()
    files["module.yaml"] = (
        files["module.yaml"]
        .replace("go: order", "go: ordr")
        .replace("retired: [old_desk]", "retired: [desk]")
    )
    files["cards.yaml"] = (
        files["cards.yaml"]
        .replace("@sam", "@sima")
        .replace("Try it on", "Realize it on")
    )
    files["facilitator.yaml"] = files["facilitator.yaml"].replace(
        "    call:", "    cell:"
    )
    assert [(p.level, p.code, p.file) for p in problems(files)] == [
        ("error", "speaker-unknown", "cards.yaml"),
        ("error", "guide-scene", "facilitator.yaml"),
        ("error", "retired-reused", "module.yaml"),
        ("error", "scene-unknown", "module.yaml"),
        ("warning", "spelling", "cards.yaml"),
    ]
