"""The documents keep their promises: every link leads somewhere, every command shown exists."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import click
import pytest

from olw_core.cli import olw

ROOT = Path(__file__).resolve().parents[2]
DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
COMMAND = re.compile(r"^(?:\.venv/bin/)?olw ((?:[a-z][a-z-]* ?)+)", re.MULTILINE)


APART = {"changelog.d", "decisions", "reviews"}
"""Folders of docs/ whose pages stand as they were written on a day of their own."""
MADE = "CHANGELOG.md"
"""Of the fragments, by `make changelog`."""
PAGES = [p for p in DOCS if p.parent.name not in APART and p.name != MADE]
KEPT = re.compile(
    r"\*Kept by [a-z][^.]+\. Last checked: (?P<day>[0-9]{1,2} [A-Z][a-z]+ 20[0-9]{2})\. "
    r"Questions: \[who to write to\]\((?P<link>[^)]+)\)\.\*"
)


@pytest.mark.parametrize("path", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_each_page_ends_with_who_keeps_it_since_when_and_whom_to_ask(
    path: Path,
) -> None:
    last = path.read_text("utf-8").rstrip("\n").rpartition("\n\n")[2]
    kept = KEPT.fullmatch(last)
    assert kept, f"{path}: the last line must be in the form of docs/contact.md"
    assert (path.parent / kept["link"]).resolve() == ROOT / "docs" / "contact.md"
    assert datetime.strptime(kept["day"], "%d %B %Y").year >= 2026


ENTRIES = {
    "learners.md": 10,
    "authors.md": 10,
    "facilitators/cohort-page.md": 10,
    "lms-admins/lti.md": 10,
    "lms-admins/open-edx.md": 10,
    "ld-importers/index.md": 10,
}
"""Where a reader begins, and how many questions the page answers at its top."""


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as the usual viewers of Markdown make them."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    plain = [re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings]
    return {heading.strip().replace(" ", "-") for heading in plain}


@pytest.mark.parametrize("path", DOCS, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_to_a_section_lead_to_one(path: Path) -> None:
    lost = []
    for page, part in re.findall(
        r"\]\((?!https?:)([^)#\s]*)#([^)\s]+)\)", path.read_text("utf-8")
    ):
        target = path.parent / page if page else path
        if part not in anchors(target.read_text("utf-8")):
            lost.append(f"{page}#{part}")
    assert lost == []


@pytest.mark.parametrize(("name", "count"), ENTRIES.items())
def test_an_entry_page_answers_the_questions_of_its_reader(
    name: str, count: int
) -> None:
    text = (ROOT / "docs" / name).read_text("utf-8")
    head, _, rest = text.partition(
        "\n## Ten questions\n\n| You ask | Answer |\n|---|---|\n"
    )
    assert len(head) < 400, "the questions stand at the top"
    rows = rest.partition("\n\n")[0].splitlines()
    assert len(rows) == count
    assert [
        row
        for row in rows
        if not re.fullmatch(r"\| .+\? \| .*(?:\]\(.+\)|\*.+\*).* \|", row)
    ] == []


@pytest.mark.parametrize("path", DOCS, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    text = path.read_text("utf-8")
    assert [
        link for link in LINK.findall(text) if not (path.parent / link).exists()
    ] == []


def known(words: list[str]) -> bool:
    """Whether these words name a command; words after it are its arguments."""
    group: click.Command | None = olw
    context = click.Context(olw)
    for i, word in enumerate(words):
        if not isinstance(group, click.Group):
            return i > 0
        group = group.get_command(context, word)
        if group is None:
            return False
    return True


@pytest.mark.parametrize("path", DOCS, ids=lambda p: str(p.relative_to(ROOT)))
def test_commands_shown_exist(path: Path) -> None:
    text = path.read_text("utf-8")
    blocks = re.findall(r"```[a-z]*\n(.*?)```", text, re.DOTALL)
    shown = [found.split() for block in blocks for found in COMMAND.findall(block)]
    shown += [
        found.split()
        for found in re.findall(r"`(?:\.venv/bin/)?olw ((?:[a-z][a-z-]* ?)+)", text)
    ]
    assert [words for words in shown if not known(words)] == []


def test_make_targets_shown_exist() -> None:
    targets = set(
        re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    )
    shown = {
        t
        for path in DOCS
        for t in re.findall(
            r"(?:^|`)make ([a-z]+)", path.read_text("utf-8"), re.MULTILINE
        )
    }
    assert shown - targets == set()


def test_every_changelog_fragment_has_a_reader() -> None:
    """towncrier leaves out, in silence, a file whose name it does not understand."""
    readers = "|".join(
        re.findall(
            r'^directory = "([a-z]+)"$',
            (ROOT / "pyproject.toml").read_text("utf-8"),
            re.M,
        )
    )
    names = [
        path.name
        for path in (ROOT / "docs" / "changelog.d").iterdir()
        if path.name != "README.md"
    ]
    assert names
    assert [
        name
        for name in names
        if not re.fullmatch(rf"[0-9]+\.({readers})(\.[0-9]+)?\.md", name)
    ] == []
