"""The documents keep their promises: every link leads somewhere, every command shown exists."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from olw_core.cli import olw

ROOT = Path(__file__).resolve().parents[2]
DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
COMMAND = re.compile(r"^(?:\.venv/bin/)?olw ((?:[a-z][a-z-]* ?)+)", re.MULTILINE)


@pytest.mark.parametrize("path", DOCS, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    text = path.read_text("utf-8")
    assert [link for link in LINK.findall(text) if not (path.parent / link).exists()] == []


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
    shown += [found.split() for found in re.findall(r"`(?:\.venv/bin/)?olw ((?:[a-z][a-z-]* ?)+)", text)]
    assert [words for words in shown if not known(words)] == []


def test_make_targets_shown_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    shown = {t for path in DOCS for t in re.findall(r"(?:^|`)make ([a-z]+)", path.read_text("utf-8"), re.MULTILINE)}
    assert shown - targets == set()


def test_every_changelog_fragment_has_a_reader() -> None:
    """towncrier leaves out, in silence, a file whose name it does not understand."""
    readers = "|".join(re.findall(r'^directory = "([a-z]+)"$', (ROOT / "pyproject.toml").read_text("utf-8"), re.M))
    names = [path.name for path in (ROOT / "docs" / "changelog.d").iterdir() if path.name != "README.md"]
    assert names
    assert [name for name in names if not re.fullmatch(rf"[0-9]+\.({readers})(\.[0-9]+)?\.md", name)] == []
