"""A learner at the player: answers by the option's letter, reads on, and sees what the page says.

Names only; decisions are made in the page (`support/decision.js`).
"""

from __future__ import annotations

from collections.abc import Sequence

from playwright.sync_api import Frame, Locator, Page, expect

from tests.browser.support.decision import WAIT, decide

READY = ".olw:not(.olw-first) .q, .olw .end"
"""The scene that stands there before the player begins looks the same, and has no controls."""


class Learner:
    """`frame` holds the package's page."""

    def __init__(self, frame: Frame | Page) -> None:
        self.frame = frame

    @property
    def question(self) -> Locator:
        """The controls of the decision at hand."""
        return self.frame.locator(".olw .q")

    def ready(self) -> Learner:
        """Once the player (not the pre-rendered scene) shows a decision or an ending."""
        expect(self.frame.locator(READY).first).to_be_visible(timeout=WAIT)
        return self

    @property
    def place(self) -> Locator:
        """The heading of the scene, or of the ending."""
        return self.frame.locator(".olw .screen .top").last

    def closed(self, words: str) -> None:
        """Until this alone is the heading: the visit has ended."""
        expect(self.frame.get_by_role("heading", name=words)).to_be_visible(
            timeout=WAIT
        )
        expect(self.frame.locator(".olw .top")).to_have_count(1)

    def answer(self, response: str) -> None:
        """One decision; what came of it and what follows are on the screen."""
        decide(self.frame, response)

    def answers(self, responses: Sequence[str], pause: int = 0) -> None:
        """Several decisions; `pause` in milliseconds before each."""
        page = self.frame.page if isinstance(self.frame, Frame) else self.frame
        for response in responses:
            if pause:
                page.wait_for_timeout(pause)
            self.answer(response)

    def hears(self, words: str) -> None:
        """Until the status line says this."""
        expect(self.frame.locator(".olw .status")).to_have_text(words, timeout=WAIT)

    def told(self, words: str) -> None:
        """Until the first screen or the status line says this."""
        said = self.frame.locator(".olw .notice, .olw .status").filter(has_text=words)
        expect(said.first).to_be_visible(timeout=WAIT)
