"""In whose frames those who lead courses launched."""

from __future__ import annotations

from datetime import datetime, timedelta

from lti_service.models import Registration

Days = dict[str, list[str]]
"""Origin -> the days on which launches came in its frame, the newest last."""
RECENT = timedelta(days=30)
"""An older launch says nothing of how the LMS is reached today."""
MOST_SEEN = 10
"""Origins kept of one platform: those of most days, of these the newest."""


def note(registration: Registration, at: str, now: datetime) -> None:
    """Who leads a course launched in a frame of this origin, "" where the browser did not say.

    Once a day: all other launches of the day change nothing. Anybody can frame us under an origin
    of their own while our login runs, so what came on most days stays, and of one day the first.
    """
    known = _known(registration, now)
    today = _day(now)
    days = known.get(at, [])
    if not at or today in days:
        return
    known[at] = [*days, today]
    kept = {}
    ranked = _most_first(known)
    for one in ranked[:MOST_SEEN]:
        kept[one] = " ".join(known[one])
    registration.framed_by = kept


def read(registration: Registration, now: datetime) -> dict[str, int]:
    """Origin -> on how many of the last days launches came in its frame, the most first."""
    known = _known(registration, now)
    seen = {}
    for at in _most_first(known):
        seen[at] = len(known[at])
    return seen


def _most_first(known: Days) -> list[str]:
    """Origins, by how many days they have and then by the last of them."""

    def weight(at: str) -> tuple[int, str]:
        days = known[at]
        last = days[-1]
        return len(days), last

    return sorted(known, key=weight, reverse=True)


def _known(registration: Registration, now: datetime) -> Days:
    """Origins with a day of the last weeks, and these days."""
    first = _day(now - RECENT)
    stored = registration.framed_by or {}
    found = {}
    for at, words in stored.items():
        days = words.split()
        recent = [day for day in days if day >= first]
        if recent:
            found[at] = recent
    return found


def _day(at: datetime) -> str:
    """As it is stored; a later one sorts behind."""
    day = at.date()
    return day.isoformat()
