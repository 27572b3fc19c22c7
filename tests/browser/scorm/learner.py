"""A learner at the player: answers by the option's letter, reads on, and sees what the page says. Keyboard and names only."""

from __future__ import annotations

from playwright.sync_api import Frame, Locator, Page, expect

WAIT = 30_000


class Learner:
    """`frame` holds the package's page."""

    def __init__(self, frame: Frame | Page) -> None:
        self.frame = frame

    @property
    def question(self) -> Locator:
        """The controls of the decision at hand."""
        return self.frame.locator(".q")

    def ready(self) -> Learner:
        """Once the package shows a decision, an ending or a way on."""
        expect(self.frame.locator(".q, .end").first).to_be_visible(timeout=WAIT)
        return self

    def answer(self, response: str) -> None:
        """One decision, and on to the next scene."""
        before = self.frame.locator(".top").inner_text()
        self.question.locator(f"input[type=radio][value='{response}']").check()
        self.question.get_by_role("button").click()
        self.frame.get_by_role("button", name="Continue", exact=True).click()
        expect(self.frame.locator(".top")).not_to_have_text(before, timeout=WAIT)

    def answers(self, responses: str, pause: int = 0) -> None:
        """Several decisions; `pause` in milliseconds before each."""
        for response in responses:
            if pause:
                self.frame.page.wait_for_timeout(pause) if isinstance(
                    self.frame, Frame
                ) else self.frame.wait_for_timeout(pause)
            self.answer(response)

    def says(self) -> str:
        """The status line."""
        return self.frame.locator("[role=status]").inner_text()
