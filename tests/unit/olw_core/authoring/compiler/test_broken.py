"""Text that is no YAML, or loses words as YAML: the line is named, with the likely cause and
what to do, with either parser.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypedDict

import pytest
import yaml

from olw_core import content
from olw_core.authoring.compiler.source import read_source
from olw_core.authoring.compiler.yaml_causes import cause
from olw_core.errors import ContentError, Problem
from tests.unit.olw_core.authoring.compiler.cases import GOOD, SECOND, changed, problems

MODULES = content.modules_dir()


class Broken(TypedDict):
    """A text, and the line and words of what is said of it."""

    why: str
    text: str
    line: int
    says: str
    remedy: str


HERE = Path(__file__).parent
BROKEN: list[Broken] = yaml.safe_load((HERE / "broken.yaml").read_text("utf-8"))


def found_in(text: str) -> list[Problem]:
    """What reading says of a text."""
    try:
        return read_source({"module.yaml": text}, {}).found
    except ContentError as error:
        return list(error.problems)


@pytest.fixture(params=["libyaml", "plain"])
def _parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML with libyaml and without it: they give up at different places."""
    if request.param == "plain":
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)


@pytest.mark.usefixtures("_parser")
@pytest.mark.parametrize("case", BROKEN, ids=lambda c: c["why"])
def test_the_line_and_its_likely_cause(case: Broken) -> None:
    (found,) = found_in(case["text"])
    assert (found.code, found.line) == ("yaml-broken", case["line"])
    assert found.problem.startswith(case["says"])
    assert found.remedy.startswith(case["remedy"])


TEXTS = [
    path.read_text("utf-8")
    for folder in (GOOD, SECOND, MODULES / "kind")
    for path in sorted(folder.glob("*.yaml"))
]
PLAIN = re.compile(r"^ *(?:- )?[a-z_]+: [A-Z][^\"'{}\[\]#:]*$")
QUOTED = re.compile(r"""^ *(?:- )?[a-z_]+: (?:'[^']*'|"[^"]*")$""")

IN_BRACKETS = re.compile(r"""^ *(?:- )?[a-z_]+: \{[^"']*: "[^"]*"[^"']*\}$""")


def with_line(text: str, index: int, line: str) -> str:
    lines = text.splitlines()
    return "\n".join([*lines[:index], line, *lines[index + 1 :]]) + "\n"


def numbered(pattern: re.Pattern[str]) -> list[tuple[str, int, str]]:
    """(text, index of the line, the line) wherever a real story has such a line."""
    found = []
    for text in TEXTS:
        for index, line in enumerate(text.splitlines()):
            if pattern.match(line):
                found.append((text, index, line))
    return found


def test_a_colon_is_found_in_every_line_of_real_stories() -> None:
    cases = numbered(PLAIN)
    assert len(cases) > 150
    for text, index, line in cases[::5]:
        (found,) = found_in(with_line(text, index, f"{line}: now"))
        assert found.line == index + 1, line
        assert "There is a colon in the unquoted text." in found.problem


def test_a_missing_end_quote_is_found_where_it_was_opened() -> None:
    cases = numbered(QUOTED)
    assert len(cases) > 10
    for text, index, line in cases:
        (found,) = found_in(with_line(text, index, line[:-1]))
        assert found.line == index + 1, line
        assert "is never closed" in found.problem


def test_a_missing_end_quote_in_brackets_is_found_where_it_was_opened() -> None:
    cases = numbered(IN_BRACKETS)
    assert len(cases) > 20
    for text, index, line in cases[::3]:
        before, mark, after = line.rpartition('"')
        (found,) = found_in(with_line(text, index, before + after))
        assert found.line == index + 1, (mark, line)
        assert "is never closed" in found.problem, line


def test_a_line_that_fits_nothing_is_still_quoted() -> None:
    told = cause("a: b\nc: d\n", 2)
    assert (told.line, told.remedy) == (
        2,
        "Compare its indentation, quotes and colons with the lines above it.",
    )
    assert cause("", 1).line == 1


LOST = [  # (why, text, [level code at path:line: problem remedy])
    (
        "a # glued to a word",
        "text: Ring bay #4 and leave it.\n",
        "error yaml-hash at text: '#4 and leave it.' is not shown: for YAML a note begins at the"
        " #. Put the text in quotes, or begin it with `|` on a line of its own. If it is a note,"
        " put a space behind the #.",
    ),
    (
        "a # that may be a note",
        "text: Ring bay # 4\n",
        "warning yaml-hash at text: '# 4' is not shown: for YAML a note begins at the #. Put the"
        " text in quotes, or begin it with `|` on a line of its own. If it is a note, put two"
        " spaces before the #.",
    ),
    (
        "a # that may be a note, behind one word",
        "text: Bay # 4\n",
        "warning yaml-hash at text: '# 4' is not shown: for YAML a note begins at the #. Put the"
        " text in quotes, or begin it with `|` on a line of its own. If it is a note, put two"
        " spaces before the #.",
    ),
    *(
        (
            f"paragraphs without |: {text!r}",
            text,
            "error yaml-paragraphs at text: The paragraphs of this text would be shown as one."
            " Begin it with `|` and write it on the lines below.",
        )
        for text in (
            "text: one\n\n  two\n",
            "text: >\n  one\n\n  two\n",
            'text: "one\n\n  two"\n',
        )
    ),
    (
        "a tag",
        "text: !Now go\n",
        "error yaml-mark at text: '!Now' at the start is taken for a mark and not shown. Put the"
        " text in quotes.",
    ),
    (
        "an anchor",
        "text: &c go\n",
        "error yaml-mark at text: '&c' at the start is taken for a mark and not shown. Put the"
        " text in quotes.",
    ),
    (
        "a comma in brackets",
        "f: {why: Sam nods, then leaves., other: x}\n",
        "error yaml-comma at f.then leaves.: In { } a comma ends a text, and 'then leaves.' is"
        " cut off. Put the text with the comma in quotes.",
    ),
    (
        "a name with a zero-width space",
        "b: c\n\u200bd: e\n",
        "error yaml-key at \u200bd: There is a zero-width space in the name '\u200bd'."
        " Delete the line and type it again.",
    ),
    (
        "a name twice",
        "b:\n  c: 1\n  c: 2\n",
        "error yaml-twice at b.c: 'c' stands here twice. Keep one.",
    ),
]


@pytest.mark.usefixtures("_parser")
@pytest.mark.parametrize(
    ("text", "says"), [c[1:] for c in LOST], ids=[c[0] for c in LOST]
)
def test_words_that_would_be_lost(text: str, says: str) -> None:
    (found,) = found_in(text)
    told = f"{found.level} {found.code} at {found.path}: {found.problem} {found.remedy}"
    assert told == says


KEPT = [
    "a: 4 # four\n",
    "a: kind # the principle\n",
    "title: The late list      # at most 60\n",
    "text: |\n  Bay #4\n\n  Two.\n",
    'text: "Bay #4"\n',
    "text: >-\n  one\n  two\nb: c\n\n\nd: e\n",
    "a: >\n  one\n\n\n  two\n",
    "a: {b: }\n",
    'a: {"then leaves": }\n',
    "? a\n",
]


@pytest.mark.usefixtures("_parser")
@pytest.mark.parametrize("text", KEPT)
def test_what_loses_nothing_is_left_alone(text: str) -> None:
    assert found_in(text) == []


def test_a_scene_one_step_too_far_in() -> None:
    """Its fields fall to the scene above it; both the doubling and the cause are told."""
    old = "    check:\n      recap: The team wants"
    files = changed("module.yaml", old, f"  {old}")
    found = problems(files)
    line = files["module.yaml"].splitlines().index("      check:") + 1
    assert [one.code for one in found] == ["yaml-twice"] * 3
    assert [one.problem for one in found] == [
        f"'{name}' stands here twice." for name in ("recap", "text", "item")
    ]
    assert f"If 'check' on line {line} begins something new, it stands too far in" in (
        found[0].remedy
    )


def test_broken_files_are_told_together() -> None:
    files = {
        "module.yaml": "a: b: c\n",
        "cards.yaml": "d: 'e\n",
        "facilitator.yaml": "f: g\n",
    }
    with pytest.raises(ContentError) as caught:
        read_source(files, {})
    places = [(one.file, one.line) for one in caught.value.problems]
    assert places == [("module.yaml", 1), ("cards.yaml", 1)]
