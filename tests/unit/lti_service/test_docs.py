"""The admin's guide explains every code that a screen can show, and every setting and command."""

from __future__ import annotations

import re
from pathlib import Path

import click

from lti_service.cli import lti
from lti_service.refusals import REFUSALS

ROOT = Path(__file__).parents[3]
GUIDE = (ROOT / "docs/lms-admins/lti.md").read_text("utf-8")
CODES = (ROOT / "docs/lms-admins/lti-codes.md").read_text("utf-8")


def test_every_code_is_explained_and_no_other() -> None:
    assert set(re.findall(r"^\| `([a-z-]+)` \|", CODES, re.M)) == set(REFUSALS)


def test_every_setting_is_explained() -> None:
    read = set(
        re.findall(
            r'"(OLW_[A-Z_]+)"', (ROOT / "lti_service/settings.py").read_text("utf-8")
        )
    )
    assert {name for name in read if f"`{name}`" not in GUIDE} == set()


def test_every_command_is_named() -> None:
    def commands(group: click.Group, before: str) -> list[str]:
        found = []
        for name, one in group.commands.items():
            found += (
                commands(one, f"{before} {name}")
                if isinstance(one, click.Group)
                else [f"{before} {name}"]
            )
        return found

    assert [one for one in commands(lti, "olw lti") if one not in GUIDE] == []


def test_words_are_plain() -> None:
    for code, (status, words) in REFUSALS.items():
        assert 400 <= status < 504, code
        assert words[0].isupper(), code
        assert words.endswith("."), code
        assert "!" not in words, code
