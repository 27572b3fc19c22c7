"""Moments and durations as statements write them (ISO 8601, as xAPI and cmi5 narrow it)."""

from __future__ import annotations

import re
from typing import NamedTuple

# A timestamp in UTC, to the nanosecond at most (xAPI asks for ISO 8601).
_STAMP = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,9})?(Z|\+00(:?00)?)\Z")
_DURATION = re.compile(
    r"""P(?=.)(
        (?P<weeks> \d+([.,]\d+)?W )
      | (?P<date>  (\d+([.,]\d+)?Y)? (\d+([.,]\d+)?M)? (\d+([.,]\d+)?D)? )
        (?P<time>  T(?=.) (\d+([.,]\d+)?H)? (\d+([.,]\d+)?M)? (\d+([.,]\d+)?S)? )?
    )\Z""",
    re.VERBOSE,
)


class Moment(NamedTuple):
    """A timestamp in UTC as something that sorts: its whole second, and the part of the next."""

    second: str
    fraction: float


def moment(stamp: object) -> Moment | None:
    """None for what is no timestamp in UTC (cmi5 9.7)."""
    found = _STAMP.match(str(stamp))
    if found is None:
        return None
    return Moment(found[1], float(f"0{found[2] or ''}"))


def is_duration(text: object) -> bool:
    """Whether it is an ISO 8601 duration (cmi5 9.5.4)."""
    return bool(_DURATION.match(str(text)))
