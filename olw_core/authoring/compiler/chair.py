"""The other chair: the same story as somebody else saw it."""

from __future__ import annotations

from collections.abc import Sequence

from olw_core.authoring.authored.module import Module, Part


def told_by_chair(module: Module) -> Sequence[Part]:
    """The parts of its text, in order; none where nobody else tells the story."""
    chair = module["story"]["other_chair"]
    if chair is None:
        return ()
    return chair["text"]
