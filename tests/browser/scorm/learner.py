"""A learner at the player: answers by the option's letter, reads on, and sees what the page says.

By letters and names only.
"""

from __future__ import annotations

from collections.abc import Sequence

from playwright.sync_api import Frame, Locator, Page, expect

WAIT = 30_000
READY = ".olw:not(.olw-first) .q, .olw .end"
"""The scene that stands there before the player begins looks the same, and has no controls."""

# One call of the page in place of ten: packages are played some thousand times, and what is tried
# with them is what the LMS gets. That a pointer and the keyboard reach every control, and that
# nothing covers it, is tried in tests/browser/player, at the doors and in LMS frames.
_ANSWER = """async (player, [response, most]) => {
    const root = player.getRootNode();
    const late = Date.now() + most;
    const all = (selector) => [...root.querySelectorAll(selector)];
    const until = async (what, holds) => {
        while (!holds()) {
            if (Date.now() > late) throw new Error(`not in time: ${what}`);
            await new Promise((drawn) => setTimeout(drawn, 16));
        }
    };
    const place = () => all(".olw .screen .top").at(-1)?.innerText;
    const choose = (within, value) => {
        const option = within.querySelector(`input[value='${value}']`);
        if (!option.checked) option.click();
    };
    const before = place();
    const lines = all(".olw .q fieldset fieldset");
    if (lines.length) lines.forEach((line, at) => choose(line, response[at]));
    else if (all(".olw .q input").length)
        for (const value of response) choose(root.querySelector(".olw .q"), value);
    else await until("the controls of a ranking", () => all(".olw .q button").length > 1);
    all(".olw .q button").find((one) => one.innerText.trim() === "Continue").click();
    await until("the next scene", () => place() !== undefined && place() !== before);
    await until("what came of it", () => all(".olw .told").some((one) => one.checkVisibility()));
}"""


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
        """One decision; what came of it and what follows are on the screen.

        A ranking is sent in the order shown.
        """
        self.frame.locator(".olw:not(.olw-first)").evaluate(_ANSWER, [response, WAIT])

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
