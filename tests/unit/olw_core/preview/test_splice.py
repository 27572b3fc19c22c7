"""A changed value stands in module.yaml as it was typed; every other character stays."""

from __future__ import annotations

import difflib

import pytest

from olw_core.authoring.compiler.reader import read_yaml
from olw_core.preview.form.splice import Value, added, replaced

TEXT = """\
# head
id: x      # the id
a: |
  One.

  Two.

# before b
b: "q: x"   # note b
c: {text: One, weight: 2}   # note c
d: >-
  folded
  words
# before e
e:
  # inside e
  f: plain
  # before g
  g: [1, +2, {to: x}]
h:
  - one   # n
  - if: x
    text: two
  - |
    three
i:
j: 'it''s'
k: | # note k
  lines
# end
"""
Path = tuple[str | int, ...]

REPLACED: list[tuple[Path, Value, list[str]]] = [
    (("a",), "New.\n\nThird: yes", ["-  One.", "+  New.", "-  Two.", "+  Third: yes"]),
    (("a",), "New", ["-  One.", "-", "-  Two.", "+  New"]),
    (("b",), 'say "x"', ['-b: "q: x"   # note b', '+b: "say \\"x\\""   # note b']),
    (("b",), "x\ny", ['-b: "q: x"   # note b', "+b: | # note b", "+  x", "+  y"]),
    (
        ("c", "text"),
        "One, two",
        [
            "-c: {text: One, weight: 2}   # note c",
            '+c: {text: "One, two", weight: 2}   # note c',
        ],
    ),
    (
        ("c", "weight"),
        3,
        [
            "-c: {text: One, weight: 2}   # note c",
            "+c: {text: One, weight: 3}   # note c",
        ],
    ),
    (("d",), "new", ["-  folded", "-  words", "+  new"]),
    (
        ("d",),
        "x\n\ny",
        ["-d: >-", "-  folded", "-  words", "+d: |", "+  x", "+", "+  y"],
    ),
    (("e", "f"), "2026", ["-  f: plain", '+  f: "2026"']),
    (("e", "f"), "true", ["-  f: plain", '+  f: "true"']),
    (("e", "f"), "bay #4", ["-  f: plain", '+  f: "bay #4"']),
    (("e", "f"), "- a", ["-  f: plain", '+  f: "- a"']),
    (("e", "f"), "", ["-  f: plain", '+  f: ""']),
    (
        ("e", "g"),
        ["a", "b"],
        ["-  g: [1, +2, {to: x}]", "+  g: [a, b]"],
    ),
    (("h", 0), "x\ny", ["-  - one   # n", "+  - | # n", "+    x", "+    y"]),
    (("h", 1, "text"), "x", ["-    text: two", "+    text: x"]),
    (("h", 2), "x\n\ny", ["-    three", "+    x", "+", "+    y"]),
    (("i",), "full", ["-i:", "+i: full"]),
    (("j",), "that's", ["-j: 'it''s'", "+j: 'that''s'"]),
    (("k",), "other", ["-  lines", "+  other"]),
]
ADDED: list[tuple[Path, Value, list[str], list[str]]] = [
    (("e", "ff"), "new", ["f", "ff", "g"], ["+  ff: new"]),
    (("e", "e"), "a\nb", ["e", "f"], ["+  e: |", "+    a", "+    b"]),
    (("a2",), "new", ["a", "a2", "b"], ["+a2: new"]),
    (
        ("c", "u"),
        {"v": "1, 2"},
        ["text", "u", "weight"],
        [
            "-c: {text: One, weight: 2}   # note c",
            '+c: {text: One, u: {v: "1, 2"}, weight: 2}   # note c',
        ],
    ),
    (
        ("c", "u"),
        "new",
        ["u", "text"],
        [
            "-c: {text: One, weight: 2}   # note c",
            "+c: {u: new, text: One, weight: 2}   # note c",
        ],
    ),
    (
        ("z",),
        {"x": {"y": "a\nb"}, "t": 1},
        [],
        ["+z:", "+  x:", "+    y: |", "+      a", "+      b", "+  t: 1"],
    ),
]


def lines(after: str) -> list[str]:
    found = difflib.ndiff(TEXT.splitlines(), after.splitlines())
    return [f"{one[0]}{one[2:]}" for one in found if one[0] in "+-"]


def same(one: object, other: object) -> bool:
    """A text in lines has an end of line."""
    return one == other or str(one).rstrip("\n") == other


@pytest.mark.parametrize(("path", "value", "changed"), REPLACED)
def test_another_value(path: Path, value: Value, changed: list[str]) -> None:
    after = replaced(TEXT, {path: value})
    assert sorted(lines(after)) == sorted(changed)
    found: object = read_yaml("module.yaml", after, {})[0]
    for name in path:
        found = found[name]  # type: ignore[index]
    assert same(found, value)


@pytest.mark.parametrize(("path", "value", "order", "changed"), ADDED)
def test_one_more_value(
    path: Path, value: Value, order: list[str], changed: list[str]
) -> None:
    after = added(TEXT, path, value, order)
    assert lines(after) == changed
    read_yaml("module.yaml", after, {})
