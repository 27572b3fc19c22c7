"""Which refusal is which HTTP status: one table for both server doors (formats.md, section 7)."""

from __future__ import annotations

from olw_core.errors import (
    Conflict,
    ContentError,
    ContentMissing,
    OlwError,
    ResponseError,
)
from olw_core.play.read_body import BodyError, BodyTooLarge
from olw_core.play.sealing import SealError

UNFORESEEN = 500
STATUSES: tuple[tuple[type[OlwError], int], ...] = (
    (BodyTooLarge, 413),
    (BodyError, 400),  # cannot be read
    (Conflict, 409),  # made on an older state; the answer has the View as it is now
    (ResponseError, 422),  # well formed, and cannot be taken here
    (ContentMissing, 404),
    (ContentError, 404),
    (SealError, 503),  # nothing is lost: the earlier secret opens it
)
"""The first line that fits holds: a Conflict is a ResponseError too."""


def status_of(error: OlwError) -> int:
    """The status of a refusal; 500 for an error that is none."""
    for kind, status in STATUSES:
        if isinstance(error, kind):
            return status
    return UNFORESEEN
