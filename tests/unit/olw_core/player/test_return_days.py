"""The days on which the calendar file calls back stand in returns.json; the words say the same."""

from __future__ import annotations

import json
import re

import pytest

from olw_core import player


def test_there_are_three_days_each_later_than_the_one_before() -> None:
    days = json.loads((player.HERE / "returns.json").read_text("utf-8"))["days"]
    assert [type(day) for day in days] == [int, int, int]
    assert 0 < days[0] < days[1] < days[2]


@pytest.mark.parametrize("lang", player.languages())
def test_the_words_take_the_days_from_there(lang: str) -> None:
    told = player.strings(lang)["calendarHelp"]
    assert re.findall(r"\{\w+\}|[0-9]+", told) == ["{days}"]
