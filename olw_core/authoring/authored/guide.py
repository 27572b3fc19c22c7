"""The types of an authored facilitator's guide (docs/developers/formats.md, section 1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict


class GuideDecision(TypedDict):
    """What a facilitator asks about one decision."""

    questions: Sequence[str]
    watch_for: str
    """What tends to come up in the room."""


class Rehearsal(TypedDict):
    """A short exercise of calling something out."""

    setup: str
    lines: Sequence[str]
    debrief: str


class Guide(TypedDict):
    """The facilitator's guide."""

    minutes: int
    """How long the session takes."""
    purpose: str
    opening: str
    decisions: Mapping[str, GuideDecision]
    """By the id of the scene."""
    appraisal_prompt: str
    meeting_check: Sequence[str]
    calling_it_out: Rehearsal
    close: str
