"""Numbers of people as they may be told: in tens, and of plans never that all made one."""

from __future__ import annotations

from olw_core.cohort.rules import BLUR

TEN = 10


def plans_told(plans: int, people: int) -> int:
    """At least so many made a plan: 0 (nothing is told), 10, 20, ...

    `people`: all in the steps. It stays below by the blur, so that "10 of 10" is never said.
    """
    most = max(people - BLUR, 0)
    return in_tens(min(plans, most))


def in_tens(people: int) -> int:
    """At least so many: the tens alone."""
    return TEN * (people // TEN)
