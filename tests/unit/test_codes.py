"""`olw explain`: every code that the source can raise is explained, in the documents' words."""

from __future__ import annotations

import ast
import html
import re
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from click.testing import CliRunner

from lti_service.codes import codes as lti_codes
from lti_service.refusals import REFUSALS
from olw_core.cli import codes, olw
from olw_core.cli.codes import Meaning, read
from olw_core.errors import OlwError
from olw_xblock.codes import codes as xblock_codes
from scorm_export.check.catalogue import CATALOGUE
from scorm_export.codes import codes as scorm_codes

ROOT = Path(__file__).resolve().parents[2]
CORE = read("olw_core.cli")
EXPLAINED = {
    "olw_core": CORE,
    "scorm_export": scorm_codes(),
    "lti_service": lti_codes(),
    "olw_xblock": xblock_codes(),
}
CODE = re.compile(r"[a-z]+(-[a-z0-9]+)*")
RAISERS = re.compile(r"\w*Error|Conflict|ContentMissing|_refuse")
CODE_NAMES = {"code", "notice", "LOST"}
NO_CODES = {
    "ConditionError",
    "KeyError",
    "RuntimeError",
    "TypeError",
    "ValidationError",
    "ValueError",
}


def trees(package: str) -> Iterator[ast.AST]:
    """Every source file of a package, read."""
    for path in (ROOT / package).rglob("*.py"):
        if "node_modules" not in path.parts:
            yield ast.parse(path.read_text("utf-8"))


def raised(package: str) -> set[str]:
    """The codes in calls such as ScormError("trust-toml", ...)."""
    found = set()
    for tree in trees(package):
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "attr", "") or getattr(node.func, "id", "")
            if name in NO_CODES or not RAISERS.fullmatch(name):
                continue
            first = node.args[0]
            if isinstance(first, ast.Constant) and CODE.fullmatch(str(first.value)):
                found.add(str(first.value))
    return found


def named(package: str) -> set[str]:
    """The codes that wait under a name, as in code = "token-status" if ... else ..."""
    found = set()
    for tree in trees(package):
        for node in ast.walk(tree):
            if not isinstance(node, ast.Assign):
                continue
            if not {getattr(target, "id", "") for target in node.targets} & CODE_NAMES:
                continue
            texts = [
                one.value
                for one in ast.walk(node.value)
                if isinstance(one, ast.Constant)
            ]
            codes_only = [str(text) for text in texts if CODE.fullmatch(str(text))]
            found |= {text for text in codes_only if "-" in text}
    return found


def written(package: str) -> set[str]:
    """Every text of the source."""
    texts = set()
    for tree in trees(package):
        constants = [node for node in ast.walk(tree) if isinstance(node, ast.Constant)]
        texts |= {str(node.value) for node in constants}
    return texts


@pytest.mark.parametrize("package", EXPLAINED)
def test_every_code_that_is_raised_is_explained(package: str) -> None:
    told = {one.code for one in EXPLAINED[package]}
    assert len(raised(package)) > 8 or package == "olw_xblock"
    if package == "olw_xblock":
        assert "attempts-used" in raised(package)
    assert (raised(package) - told, named(package) - told) == (set(), set())


@pytest.mark.parametrize("package", EXPLAINED)
def test_no_code_is_explained_that_the_source_does_not_know(package: str) -> None:
    told = {one.code for one in EXPLAINED[package]}
    assert told - written(package) == set()


def test_every_refusal_of_the_lti_pages_is_explained() -> None:
    told = [one.code for one in lti_codes() if one.place == "an LTI page"]
    assert sorted(told) == sorted(REFUSALS)


def test_no_code_stands_twice_in_one_place() -> None:
    every = [
        (one.code, one.place) for meanings in EXPLAINED.values() for one in meanings
    ]
    assert len(every) == len(set(every))


def rows(meanings: list[Meaning], place: str) -> list[tuple[str, ...]]:
    """As a table of the documents."""
    return [(one.code, one.wrong, one.remedy) for one in meanings if one.place == place]


def table(text: str) -> list[tuple[str, ...]]:
    """The rows of a document's tables whose first cell is a code."""
    lines = re.findall(r"^\| `([a-z0-9-]+)` \| (.*) \|$", text, re.MULTILINE)
    return [(code, *cells.split(" | ")) for code, cells in lines]


@pytest.mark.parametrize(
    ("heading", "place"), [("Errors", "error"), ("Warnings", "warning")]
)
def test_authors_read_the_same_words(heading: str, place: str) -> None:
    text = (ROOT / "docs/authors-codes.md").read_text("utf-8")
    part = text.split(f"## {heading}\n")[1].split("\n#")[0]
    assert table(part) == rows(CORE, f"olw check, {place}")


def test_admins_read_the_same_words() -> None:
    """Of a screen; and of commands, whose codes come up on the administrators' pages, too."""
    text = (ROOT / "docs/lms-admins/lti-codes.md").read_text("utf-8")
    screen, below = text.split("\n## ")
    assert table(screen) == rows(lti_codes(), "an LTI page")
    wanted = []
    for place in ("settings", "commands"):
        wanted += rows(lti_codes(), f"olw lti: {place}")
    wanted += rows(lti_codes(), "olw lti scores, doctor and the log")
    assert table(below) == wanted


def test_those_who_connect_an_lms_read_the_same_words() -> None:
    text = (ROOT / "docs/lms-admins/connect.md").read_text("utf-8")
    assert table(text) == rows(lti_codes(), "olw lti: registration by a link")


def test_importers_read_the_same_words() -> None:
    text = (ROOT / "docs/ld-importers/check-a-package.md").read_text("utf-8")
    told = {one.code: one for one in scorm_codes()}
    wanted = [
        (code, CATALOGUE[code][0], told[code].wrong, told[code].remedy)
        for code in CATALOGUE
    ]
    assert table(html.unescape(text)) == wanted


def explain(*words: str) -> str:
    result = CliRunner().invoke(olw, ["explain", *words])
    assert result.exception is None, result.output
    return result.output


def test_a_code_is_explained_in_every_place_where_it_is_met() -> None:
    assert explain("token-audience") == (
        "token-audience\n"
        "\n"
        "  an LTI page\n"
        "    What is wrong: `aud` is not our client id, or names someone we do not trust.\n"
        "    What to do:    In Moodle an old consumer key on the activity does this: "
        "delete and place it again. To trust another audience: `olw lti platforms tokens`.\n"
    )
    assert explain("module-unknown").count("What to do:") == 3


@pytest.mark.parametrize(
    "copied",
    ["[file-case]", "`file-case`", " File-Case:", "file-case", "file-case 404"],
)
def test_a_code_is_taken_as_people_copy_it(copied: str) -> None:
    told = explain(copied)
    assert explain(*copied.split()) == told
    assert told.startswith("file-case\n\n  olw scorm check, error\n")
    assert "It says … and the file is …." in told


def test_without_a_code_all_are_listed() -> None:
    told = explain().splitlines()
    every = {one.code for meanings in EXPLAINED.values() for one in meanings}
    assert {line.strip() for line in told if line.startswith("  ")} == every


@pytest.mark.parametrize(
    ("given", "near"),
    [("trust-colur", "trust-colour"), ("scormtype", "manifest-scormtype-missing")],
)
def test_an_unknown_code_is_answered_with_near_ones(given: str, near: str) -> None:
    result = CliRunner().invoke(olw, ["explain", given])
    assert isinstance(result.exception, OlwError)
    told = str(result.exception)
    assert result.exception.code == "code-unknown"
    assert told.startswith(f"There is no code '{given}'. Did you mean: ")
    assert near in told


@pytest.mark.parametrize("given", ["zzzzzzzz", "'", "\u202e\x1b[31m", "x" * 5000])
def test_a_code_like_no_other_is_one_plain_line(given: str) -> None:
    result = CliRunner().invoke(olw, ["explain", given])
    assert isinstance(result.exception, OlwError)
    told = str(result.exception)
    assert (told.isprintable(), len(told) < 300) == (True, True)
    assert "`olw explain` lists every code." in told


def test_a_door_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """As after a plain `pip install`: the other codes are known, and the remedy is told."""
    absent = EntryPoint("scorm", "no_such_package.codes:codes", codes.GROUP)
    monkeypatch.setattr(codes, "entry_points", lambda **_group: [absent])
    assert "What to do:" in explain("yaml-broken")
    result = CliRunner().invoke(olw, ["explain", "file-case"])
    assert "pip install 'our-leadership-way[scorm]'" in str(result.exception)
