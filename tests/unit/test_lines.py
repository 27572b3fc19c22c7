"""One line says one thing: how much stands on a line of Python, and what never stands in another.

Counted are the nodes of the syntax tree for each line that is not blank, over a whole package and
in each of its files. The player's lines are read by olw_core/player/lines.mjs.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("olw_core", "olw_xblock", "scorm_export", "lti_service", "demo", "bench")
MOST = 6.0
"""Nodes a line."""
MOST_IN_A_FILE = 7.5
SHORT = 30
"""Lines of a file that has no mean worth telling."""
HISTORY = "lti_service/migrations/versions/"
"""Migrations that have run stay as they were."""
COMPREHENSION = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
WHOLE = (ast.Assign, ast.AnnAssign, ast.Return)
"""What a ternary may be all of."""


def sources(package: str) -> list[Path]:
    """The package's own files."""
    found = sorted((ROOT / package).rglob("*.py"))
    return [path for path in found if "node_modules" not in path.parts]


def density(source: str) -> tuple[int, int]:
    """(nodes, lines that are not blank)."""
    nodes = sum(1 for _ in ast.walk(ast.parse(source)))
    lines = sum(1 for line in source.splitlines() if line.strip())
    return nodes, lines


def nested(source: str) -> list[str]:
    """line: what stands there inside of what it should not."""
    found = []
    for outer in ast.walk(ast.parse(source)):
        for fault, line in [*_within_its_kind(outer), *_ternaries(outer)]:
            found.append(f"{line}: {fault}")
    return found


Fault = tuple[str, int]


def _within_its_kind(outer: ast.AST) -> Iterator[Fault]:
    """Comprehensions in a comprehension, lambdas in a lambda."""
    if isinstance(outer, COMPREHENSION):
        yield from _inside(outer, COMPREHENSION, "a comprehension")
    if isinstance(outer, ast.Lambda):
        yield from _inside(outer, (ast.Lambda,), "a lambda")


def _inside(
    outer: ast.expr,
    kinds: tuple[type[ast.expr], ...],
    name: str,
) -> Iterator[Fault]:
    """Those of the kinds at any depth below."""
    for inner in ast.walk(outer):
        if inner is not outer and isinstance(inner, kinds):
            yield f"{name} inside {name}", inner.lineno


def _ternaries(outer: ast.AST) -> Iterator[Fault]:
    """Ternaries that are a part of something else than a whole assignment or return."""
    for inner in ast.iter_child_nodes(outer):
        if isinstance(inner, ast.IfExp) and not isinstance(outer, WHOLE):
            yield "a ternary inside another expression", inner.lineno


@functools.cache
def densities(package: str) -> Mapping[str, tuple[int, int]]:
    """File to its density."""
    found = {}
    for path in sources(package):
        name = path.relative_to(ROOT).as_posix()
        found[name] = density(path.read_text("utf-8"))
    return found


@pytest.mark.parametrize("package", PACKAGES)
def test_a_line_says_one_thing(package: str) -> None:
    nodes = lines = 0
    for more_nodes, more_lines in densities(package).values():
        nodes += more_nodes
        lines += more_lines
    assert lines > 300
    assert nodes / lines <= MOST


@pytest.mark.parametrize("package", PACKAGES)
def test_no_file_stands_far_above_the_others(package: str) -> None:
    dense = set()
    for name, (nodes, lines) in densities(package).items():
        if lines <= SHORT or name.startswith(HISTORY):
            continue
        if nodes / lines > MOST_IN_A_FILE:
            dense.add(name)
    assert dense == set()


@pytest.mark.parametrize("package", [*PACKAGES, "tests"])
def test_nothing_is_nested_that_reads_badly(package: str) -> None:
    faults = []
    for path in sources(package):
        for fault in nested(path.read_text("utf-8")):
            faults.append(f"{path.relative_to(ROOT)}:{fault}")
    assert faults == []


CASES = [
    ("a = [[x for x in y] for y in z]", ["1: a comprehension inside a comprehension"]),
    ("a = {x: 1 for x in (y for y in z)}", ["1: a comprehension inside a comprehension"]),
    ("a = lambda: lambda: 1", ["1: a lambda inside a lambda"]),
    ("f(1 if a else 2)", ["1: a ternary inside another expression"]),
    ("a = 1 if b else 2 if c else 3", ["1: a ternary inside another expression"]),
    ("def f():\n    return 1 if a else 2", []),
    ("a: int = 1 if b else 2", []),
    ("a = [x for x in y] + [x for x in z]", []),
]  # fmt: skip


@pytest.mark.parametrize(("source", "found"), CASES)
def test_what_is_seen(source: str, found: list[str]) -> None:
    assert nested(source) == found


def test_blank_lines_do_not_count() -> None:
    assert density("a = 1\n\n\n") == density("a = 1") == (5, 1)
