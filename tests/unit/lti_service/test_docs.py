"""The admin's guide explains every code that a screen can show, and every setting and command."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from lti_service.cli import lti
from lti_service.refusals import REFUSALS

ROOT = Path(__file__).parents[3]
GUIDE = (ROOT / "docs/lms-admins/lti.md").read_text("utf-8")
CODES = (ROOT / "docs/lms-admins/lti-codes.md").read_text("utf-8")
SPAN = re.compile(r"olw lti (?:\\\n|[^`#\n])*")
"""A command in the guide: to the end of its code span or line, and on behind a backslash."""


def commands(group: click.Group, before: str) -> Iterator[tuple[str, click.Command]]:
    """(its words, the command) of every command below a group."""
    for name, one in group.commands.items():
        words = f"{before} {name}"
        if isinstance(one, click.Group):
            yield from commands(one, words)
        else:
            yield words, one


COMMANDS = dict(commands(lti, "olw lti"))


def command_of(shown: str) -> str:
    """The words of the command that something in the guide begins with, "" for none of ours."""
    found = [one for one in COMMANDS if f"{shown} ".startswith(f"{one} ")]
    return max(found, key=len, default="")


SCREEN, _BELOW = CODES.split("\n## ")


def test_every_code_of_a_screen_is_explained_and_no_other() -> None:
    assert set(re.findall(r"^\| `([a-z-]+)` \|", SCREEN, re.M)) == set(REFUSALS)


def test_every_setting_is_explained() -> None:
    source = (ROOT / "lti_service/settings.py").read_text("utf-8")
    read = set(re.findall(r'"(OLW_[A-Z_]+)"', source))
    assert {name for name in read if f"`{name}`" not in GUIDE} == set()


def test_every_command_is_named() -> None:
    assert [one for one in COMMANDS if one not in GUIDE] == []


SHOWN = [one.replace("\\\n", " ").strip() for one in SPAN.findall(GUIDE)]


def test_the_guide_shows_commands() -> None:
    """What the next test reads: were the guide's form to change, nothing would be left of it."""
    assert len(SHOWN) > 20
    assert [one for one in SHOWN if "--" in one and "platforms add " in one] != []


@pytest.mark.parametrize("shown", SHOWN)
def test_what_the_guide_shows_is_there(shown: str) -> None:
    """The command, and each of its options."""
    command = command_of(shown)
    assert command
    options = {name for one in COMMANDS[command].params for name in one.opts}
    given = {word for word in shlex.split(shown) if word.startswith("--")}
    assert given - options == set()


def test_words_are_plain() -> None:
    for code, (status, words) in REFUSALS.items():
        assert 400 <= status < 504, code
        assert words[0].isupper(), code
        assert words.endswith("."), code
        assert "!" not in words, code
