"""The days on which the calendar file calls back are set in calendar.ts; the words name the same."""

from __future__ import annotations

import re

import pytest

from olw_core import player

CALENDAR = player.HERE / "src" / "more" / "calendar.ts"


def days() -> list[str]:
    """What `DAYS` holds."""
    found = re.search(r"\bDAYS = \[([0-9, ]+)\]", CALENDAR.read_text("utf-8"))
    assert found
    return re.findall(r"[0-9]+", found[1])


@pytest.mark.parametrize("lang", player.languages())
def test_the_words_name_the_days(lang: str) -> None:
    told = player.strings(lang)["calendarHelp"]
    assert (re.findall(r"[0-9]+", told), len(days())) == (days(), 3)
