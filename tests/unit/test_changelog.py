"""CHANGELOG.md has what the fragments of docs/changelog.d say."""

from __future__ import annotations

import re

from tests import changelog

SECTION = "## 2 (to come)\n\n- New."


def test_the_file_is_the_fragments() -> None:
    """`make changelog` after a fragment was added or changed."""
    assert changelog.current() == changelog.renewed(
        changelog.current(), changelog.newest()
    )


def test_it_names_readers_and_no_numbers() -> None:
    text = changelog.current()
    assert "### For learners" in text
    assert re.findall(r"#\d+|\bissue \d+", text) == []


def test_it_begins_with_a_title() -> None:
    assert changelog.renewed("", SECTION) == "# Changelog\n\n## 2 (to come)\n\n- New.\n"


def test_a_section_is_replaced_and_older_ones_stay() -> None:
    older = "## 1 (2026-10-01)\n\n### For learners\n\n- Old.\n"
    before = f"# Changelog\n\n## 2 (to come)\n\n- Not yet new.\n\n{older}"
    assert changelog.renewed(before, SECTION) == f"# Changelog\n\n{SECTION}\n\n{older}"
