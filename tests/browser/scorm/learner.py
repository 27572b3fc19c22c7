"""A learner at the player: answers by the option's letter, reads on, and sees what the page says.

Keyboard and names only.
"""

from __future__ import annotations

from collections.abc import Sequence

from playwright.sync_api import Frame, Locator, Page, expect

WAIT = 30_000


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
        expect(self.frame.locator(".olw .q, .olw .end").first).to_be_visible(
            timeout=WAIT
        )
        return self

    def decide(self, response: str) -> None:
        """One decision; what came of it is on the screen. A ranking is sent in the order shown."""
        lines = self.question.locator("fieldset fieldset")
        if lines.count():
            for line, level in zip(lines.all(), response, strict=True):
                line.locator(f"input[value='{level}']").check()
        elif self.question.locator("input").count():
            for option in response:
                self.question.locator(f"input[value='{option}']").check()
        else:  # the controls of a ranking come with the second script
            expect(self.question.get_by_role("button").nth(1)).to_be_visible(
                timeout=WAIT
            )
        self.question.get_by_role("button", name="Continue", exact=True).click()
        expect(self.question).to_have_count(0, timeout=WAIT)
        expect(self.way_on).to_be_visible(timeout=WAIT)

    @property
    def way_on(self) -> Locator:
        """The button under what came of a decision."""
        return self.frame.get_by_role("button", name="Continue", exact=True)

    def go_on(self) -> None:
        """To the next scene, or the ending."""
        before = self.frame.locator(".olw .top").inner_text()
        self.way_on.click()
        expect(self.frame.locator(".olw .top")).not_to_have_text(before, timeout=WAIT)

    def answer(self, response: str) -> None:
        """One decision, and on."""
        self.decide(response)
        self.go_on()

    def answers(self, responses: Sequence[str], pause: int = 0) -> None:
        """Several decisions; `pause` in milliseconds before each."""
        page = self.frame.page if isinstance(self.frame, Frame) else self.frame
        for response in responses:
            if pause:
                page.wait_for_timeout(pause)
            self.answer(response)

    def hears(self, words: str) -> None:
        """Until the status line says this."""
        expect(self.frame.locator(".olw [role=status]")).to_have_text(
            words, timeout=WAIT
        )

    def told(self, words: str) -> None:
        """Until the first screen or the status line says this."""
        said = self.frame.locator(".olw .notice, .olw [role=status]").filter(
            has_text=words
        )
        expect(said.first).to_be_visible(timeout=WAIT)
