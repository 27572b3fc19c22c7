"""A View is for a browser: no door reads a fact back out of one.

What a door needs to know stands in the room, in the record or in the module. Where a page quotes
the words that a View shows, it is in the list below.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOORS = ("lti_service", "olw_xblock", "scorm_export")
QUOTED = {
    ("olw_xblock/index_dictionary.py", "first"),  # course search
    ("olw_xblock/preview.py", "view"),  # what a reader who plays nothing is shown
    ("olw_xblock/shown.py", "view"),  # the course's own words below an ending's
}
"""(file, name of a View): its words are quoted, and nothing is decided by them."""
MAKERS = ("view", "view_at", "view_of")
"""What gives a View is called so, and so is what holds one."""


def read_back(source: str) -> list[tuple[int, str]]:
    """(line, name) of each View of which a field is read."""
    tree = ast.parse(source)
    names = {"view", *_named(tree)}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
            found.append((node.lineno, _name(node.value)))
        if isinstance(node, ast.Attribute) and node.attr == "get":
            found.append((node.lineno, _name(node.value)))
    return [one for one in found if one[1] in names]


def _named(tree: ast.AST) -> Iterator[str]:
    """Names that a View is given in this file, as a parameter, a variable or a field."""
    for node in ast.walk(tree):
        if isinstance(node, ast.arg | ast.AnnAssign) and node.annotation is not None:
            if _is_view(node.annotation):
                yield _name_given(node)
        elif isinstance(node, ast.Assign) and _gives_one(node.value):
            yield _name(node.targets[0])


def _name_given(node: ast.arg | ast.AnnAssign) -> str:
    if isinstance(node, ast.arg):
        return node.arg
    return _name(node.target)


def _is_view(annotation: ast.expr) -> bool:
    """View, or View | None."""
    return "View" in ast.unparse(annotation).split(" | ")


def _gives_one(value: ast.expr) -> bool:
    """`room.show().view`, `engine.view(...)`."""
    return _name(value) in MAKERS


def _name(node: ast.expr) -> str:
    """What an expression is called: its variable, attribute or function."""
    if isinstance(node, ast.Call):
        return _name(node.func)
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def test_no_door_reads_a_fact_out_of_a_view() -> None:
    found = set()
    for door in DOORS:
        for path in (ROOT / door).rglob("*.py"):
            file = str(path.relative_to(ROOT))
            for _, name in read_back(path.read_text("utf-8")):
                found.add((file, name))
    assert found == QUOTED


CASES = [
    ('a = room.show().view["history"]', [(1, "view")]),
    ('first = engine.view(m, r)\na = first["html"]', [(2, "first")]),
    ('def f(shown: View | None):\n    return shown.get("step")', [(2, "shown")]),
    ('it: View = {}\nit["closed"] = "no"', []),  # more is told, nothing is read
    ('data = {}\na = data["step"]', []),
    ("told = room.show().view", []),
]


@pytest.mark.parametrize(("source", "found"), CASES)
def test_what_is_seen(source: str, found: list[tuple[int, str]]) -> None:
    assert read_back(source) == found
