"""The table of promises (docs/developers/promises.md) and the sentences that readers see hold each
other.

Every sentence with a promise word has a row, word for word; every row's sentence is still said;
every row's tests exist.
"""

from __future__ import annotations

import ast
import functools
import itertools
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from olw_core import player
from olw_core.cohort import promise
from olw_core.page import promised
from olw_core.page.catalogues import pairs
from olw_core.report import REPORTS, Door, Say, Told, disclosure

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "docs" / "developers" / "promises.md"
STRINGS = ROOT / "olw_core" / "player" / "strings" / "en-GB.json"
TEMPLATES = ROOT / "lti_service" / "templates"
LANGUAGES = sorted(set(player.languages()) - {player.ENGLISH})

WORDS = re.compile(
    r"\b(sav(e[sd]?|ing)|ke(ep|eps|pt)|stor(ed?|es|ing)|seal(ed)?|los[et]|sees?|shown?|read them|"
    r"tells?|told|sen[dt]|report(s|ed)?|record(s|ed)?|never|nobody|private|clos(es?|ed)|stays?|"
    r"marked|lowers?)\b",
    re.IGNORECASE,
)
"""Words with which a sentence promises something."""

TRANSLATED = re.compile(r"\{\{-? _\(\"([^\"]*)\"[^}]*\}\}")
"""A text that a template gives in the reader's language."""

NO_PROMISE = {
    "remote.broken", "core.thereIs", "core.problem", "more.todayHelp", "core.protects",
    "more.planHelp", "more.record", "more.forRecord",
    "more.shown1", "more.shown2", "more.print", "more.let", "more.reread", "more.lost0",
    "more.lost1", "more.lost2",
}  # fmt: skip
"""Strings in which such a word promises nothing:
a heading, a button that does what it says, advice."""


class Text(HTMLParser):
    """The words of a template, one string for each paragraph, heading, list item or button."""

    INLINE = frozenset({"a", "b", "strong", "em", "span", "code"})

    def __init__(self) -> None:
        super().__init__()
        self.blocks = [""]

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in self.INLINE:
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        self.handle_starttag(tag, None)

    def handle_data(self, data: str) -> None:
        self.blocks[-1] += data


def plain(text: str) -> str:
    return " ".join(text.split())


@functools.cache
def tables() -> dict[str, list[list[str]]]:
    """Heading -> rows of cells, without the head of each table."""
    found: dict[str, list[list[str]]] = {}
    heading = ""
    for line in TABLE.read_text("utf-8").splitlines():
        if line.startswith("## "):
            heading = line[3:]
            found[heading] = []
        elif line.startswith("| ") and heading:
            found[heading].append(
                [cell.strip() for cell in line.strip("|").split(" | ")]
            )
    return {name: rows[1:] for name, rows in found.items()}


def rows(place: str) -> list[list[str]]:
    """The rows of the table whose heading names this place."""
    return next(found for heading, found in tables().items() if place in heading)


def to_translate() -> set[str]:
    """Every sentence that learners can be told of what others see, before it is filled in."""
    asked: set[str] = set()

    def say(line: str) -> str:
        asked.add(line)
        return line

    told(say)
    return asked


def told(say: Say = str) -> set[str]:
    """Every sentence that learners can be told of what others see."""
    doors: tuple[Door, ...] = ("scorm", "cmi5", "xblock", "lti", "preview")
    said: set[str] = set()
    for report, door in itertools.product(REPORTS, doors):
        for fact in facts(door):
            said |= set(disclosure(report, door, fact, say))
    return said


def facts(door: Door) -> list[Told]:
    """What can be so in a door: only a package has a pass mark or several stories,
    only LTI people who try.
    """
    usual = [Told(), Told(cards=True)]
    if door in ("scorm", "cmi5"):
        return [*usual, Told(full_score=True), Told(pass_mark=80), Told(stories=6)]
    if door == "lti":
        return [
            *usual,
            Told(trying=True),
            Told(graded=False),
            Told(grouped=False),
            Told(stories=6),
            Told(counts_stops=True),
        ]
    return usual


def pattern(sentence: str) -> re.Pattern[str]:
    """A row's sentence as a pattern: {name} stands for what changes."""
    parts = re.split(r"\{\w+\}", sentence)
    return re.compile("[^.]+".join(re.escape(part) for part in parts) + r"\Z")


def _matches(patterns: list[re.Pattern[str]], line: str) -> bool:
    return any(pattern.match(line) for pattern in patterns)


def test_what_others_are_told_is_in_the_table() -> None:
    known = [pattern(row[0]) for row in rows("olw_core/report.py")]
    missing = sorted(line for line in told() if not _matches(known, line))
    assert missing == [], (
        "add a row with the test that keeps it: docs/developers/promises.md"
    )


def test_every_row_of_it_is_said_somewhere() -> None:
    lines = told()
    unsaid = [
        row[0]
        for row in rows("report.py")
        if not any(map(pattern(row[0]).match, lines))
    ]
    assert unsaid == [], "nobody is told this any more: take the row out"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_others_are_told_is_said_in_every_language_of_ours(lang: str) -> None:
    """Whole sentences, none left over, and the same numbers filled in."""
    said = dict(pairs(promised.LOCALE, promised.NAME, lang))
    of_figures = (*promise.ALL, *promise.SHARING, promise.STAYS)
    assert set(said) == {*to_translate(), *of_figures}
    for english, own in said.items():
        assert own not in ("", english), english
        assert set(re.findall(r"{\w+}", own)) == set(re.findall(r"{\w+}", english))


def strings() -> dict[str, str]:
    groups = json.loads(STRINGS.read_text("utf-8"))
    return {
        f"{group}.{key}": words
        for group, found in groups.items()
        for key, words in found.items()
    }


def test_what_the_player_says_is_in_the_table_word_for_word() -> None:
    kept = {row[0].strip("`"): row[1] for row in rows("en-GB.json")}
    promising = {
        key for key, words in strings().items() if WORDS.search(words)
    } - NO_PROMISE
    missing = {key: strings()[key] for key in promising - kept.keys()}
    assert missing == {}, (
        "add a row with the test that keeps it: docs/developers/promises.md"
    )
    said = {key: strings().get(key) for key in kept}
    assert said == kept, (
        "these words changed: read the row's test again, then copy the new words"
    )


def templates() -> Iterator[tuple[str, str]]:
    """(file, words) of every block of text in the service's pages."""
    for path in sorted(TEMPLATES.rglob("*.html")):
        text = Text()
        source = TRANSLATED.sub(r"\1", path.read_text("utf-8"))
        text.feed(re.sub(r"\{[%{#].*?[%}#]\}", " ", source, flags=re.DOTALL))
        name = path.relative_to(TEMPLATES).as_posix()
        yield from ((name, plain(block)) for block in text.blocks if block.strip())


def test_what_the_services_pages_say_is_in_the_table_word_for_word() -> None:
    said = {(name, words) for name, words in templates() if WORDS.search(words)}
    kept = {(row[0].strip("`"), row[1]) for row in rows("lti_service/templates")}
    assert said - kept == set(), "add a row with the test that keeps it"
    assert kept - said == set(), (
        "these words changed: read the row's test again, then copy the new words"
    )


def keepers() -> list[str]:
    """Every test that the table names, once."""
    named = [
        re.findall(r"`(tests/[^`]+)`", row[-1])
        for found in tables().values()
        for row in found
    ]
    assert all(named), "a row without a test keeps nothing"
    return sorted({test for tests in named for test in tests})


@functools.cache
def functions(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("test", keepers())
def test_every_row_is_kept_by_a_test_that_exists(test: str) -> None:
    name, _, function = test.partition("::")
    assert function.startswith("test_")
    assert function in functions(ROOT / name)
