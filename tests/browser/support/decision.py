"""A decision of a learner who has a mouse, in one call to the page."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Frame, Page

WAIT = 30_000
_SCRIPT = Path(__file__).with_suffix(".js").read_text("utf-8")
DECIDE = _SCRIPT.rstrip().removesuffix(";")
"""A function of {response, patience}."""


def decide(place: Page | Frame, response: str | None = None) -> None:
    """Answer the question on the screen; what came of it and what follows are there then.

    `place` holds the player. `response`: None for the first possible one. A ranking stays in the
    order shown, which has to be the response (`Keyboard` moves its lines).
    """
    place.evaluate(DECIDE, {"response": response, "patience": WAIT})
