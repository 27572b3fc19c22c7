"""A learner with a keyboard alone: Tab, arrows, Space, Enter.

Works in a page or in the frame that an LMS put the player in.
"""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Frame, Locator, Page

MAX_TABS = 120

_ACTIVE = """() => {
    let at = document.activeElement;
    while (at && at.shadowRoot && at.shadowRoot.activeElement) at = at.shadowRoot.activeElement;
    const says = at.getAttribute("aria-label") || at.innerText || "";
    return {
        tag: at.tagName, type: at.type || "", text: says.trim(), value: at.value || "",
        className: at.className, name: at.name || "",
    };
}"""

_GONE_ON = """(before) => {
    const root = document.querySelector("olw-player").shadowRoot;
    const tops = [...root.querySelectorAll(".screen .top")];
    return tops.length > 0 && tops.at(-1).innerText !== before;
}"""


class Keyboard:
    """`place` holds the player; keys go to the page around it."""

    def __init__(self, place: Page | Frame) -> None:
        self.place = place
        page = place if isinstance(place, Page) else place.page
        self.keys = page.keyboard
        self.player: Locator = place.locator("olw-player").first

    def active(self) -> dict[str, Any]:
        """The element that has the focus, inside shadow roots too."""
        at: dict[str, Any] = self.place.evaluate(_ACTIVE)
        return at

    def tab_to(self, tag: str, text: str = "", kind: str = "") -> dict[str, Any]:
        """Tab until such a control has the focus."""
        for _ in range(MAX_TABS):
            self.keys.press("Tab")
            at = self.active()
            if (
                at["tag"] == tag
                and at["text"].startswith(text)
                and at["type"].startswith(kind)
            ):
                return at
        raise AssertionError(f"Tab does not reach a {tag} '{text}'.")

    def press(self, button: str) -> None:
        """Reach a button with Tab and press Enter."""
        self.tab_to("BUTTON", button)
        self.keys.press("Enter")

    def answer(self, response: str) -> None:
        """Give this response to the question on the screen, whatever its type, and send it."""
        question = self.player.locator(".q")
        if question.locator(".rank").count():
            self._rank(response)
        elif question.locator("fieldset fieldset").count():
            self._rate(response)
        elif question.locator("input[type=checkbox]").count():
            self._pick(response)
        else:
            self._choose(response)
        self.press("Continue")

    def go_on(self, response: str) -> None:
        """Answer: what came of it stands on top of the next scene or the ending."""
        before = self.scene()
        self.answer(response)
        self.place.wait_for_function(_GONE_ON, arg=before)

    def scene(self) -> str:
        """What the heading of the scene or of the ending says."""
        return self.player.locator(".screen .top").last.inner_text()

    def _choose(self, response: str) -> None:
        """A radio group is one tab stop; Tab enters at the first radio, arrows move and choose."""
        self.tab_to("INPUT", kind="radio")
        self._arrow_to(response)

    def _arrow_to(self, value: str) -> None:
        self.keys.press("Space")
        for _ in range(40):
            if self.active()["value"] == value:
                return
            self.keys.press("ArrowDown")
        raise AssertionError(f"The arrows do not reach '{value}'.")

    def _pick(self, response: str) -> None:
        for value in response:
            while self.tab_to("INPUT", kind="checkbox")["value"] != value:
                pass
            self.keys.press("Space")

    def _rate(self, response: str) -> None:
        for digit in response:
            self.tab_to("INPUT", kind="radio")
            self._arrow_to(digit)

    def _rank(self, response: str) -> None:
        """Bring each line to its place with its Up button, from the best down."""
        for place, letter in enumerate(response):
            line = self.player.locator(f".rank [data-id='{letter}']")
            label = line.locator("button").first.get_attribute("aria-label") or ""
            while (lines := self.order()).index(letter) > place:
                if self.active()["text"] != label:
                    self.tab_to("BUTTON", label)
                self.keys.press("Enter")
                assert self.order().index(letter) == lines.index(letter) - 1

    def order(self) -> str:
        """The order of the lines on the screen."""
        letters: str = self.player.locator(".rank").evaluate(
            "(list) => [...list.children].map((li) => li.dataset.id).join('')"
        )
        return letters
