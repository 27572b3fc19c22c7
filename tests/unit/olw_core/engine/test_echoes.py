"""What people say of a walk: no more than one reads, what matters most, in the walk's order."""

from __future__ import annotations

import pytest

from olw_core.engine.echoes import MOST_ECHOES, heard
from olw_core.formats.items import Echo


def said(matters: str, when: str = "") -> list[Echo]:
    """One echo for each digit, which says how much it matters."""
    found: list[Echo] = []
    for place, digit in enumerate(matters):
        echo: Echo = {"who": "sam", "html": f"{place}", "matters": int(digit)}
        if when:
            echo["when"] = [[when]]
        found.append(echo)
    return found


# how much each echo matters, places of those that are heard
HEARD = [
    ("2222", "0123"),
    ("12323", "1234"),  # the first matters least
    ("33321", "0123"),
    ("222222", "0123"),  # of equals the earlier
    ("131313", "0135"),
]


@pytest.mark.parametrize(("matters", "places"), HEARD)
def test_no_more_than_one_reads_are_heard(matters: str, places: str) -> None:
    kept = heard([said(matters)], set())
    assert "".join(echo["html"] for echo in kept) == places
    assert len(kept) == MOST_ECHOES


def test_what_does_not_hold_takes_nobodys_place() -> None:
    decisions = [said("333", when="desk.b"), said("2", when="desk.a"), said("1")]
    kept = heard(decisions, {"desk.a"})
    assert [echo["matters"] for echo in kept] == [2, 1]
