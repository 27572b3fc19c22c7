"""A learner with a keyboard alone, in the shadow root of one player on a page; and what to look at in every state."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

AXE = Path(__file__).parents[3] / "olw_core" / "player" / "node_modules" / "axe-core" / "axe.min.js"
MAX_TABS = 80

ACTIVE = """() => {
    let at = document.activeElement;
    while (at && at.shadowRoot && at.shadowRoot.activeElement) at = at.shadowRoot.activeElement;
    return {tag: at.tagName, type: at.type || "", text: at.innerText || "", value: at.value || ""};
}"""
AXE_RUN = """async () => {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const found = await axe.run({include: ["olw-player"]}, {runOnly: {type: "tag", values: tags}});
    const brief = (list) => list.map((rule) => `${rule.id}: ${rule.nodes.map((n) => n.html.slice(0, 120)).join(" | ")}`);
    return {violations: brief(found.violations), incomplete: brief(found.incomplete)};
}"""
OVERFLOW = "(player) => player.shadowRoot.firstElementChild.scrollWidth - player.clientWidth"


class Keyboard:
    """Plays what is on the page with Tab, Space and Enter."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.player: Locator = page.locator("olw-player").first

    def active(self) -> Any:
        return self.page.evaluate(ACTIVE)

    def tab_to(self, tag: str, text: str = "", kind: str = "") -> Any:
        """Press Tab until such a control has the focus; fails after a whole round of the page."""
        for _ in range(MAX_TABS):
            self.page.keyboard.press("Tab")
            at = self.active()
            if at["tag"] == tag and at["text"].strip().startswith(text) and at["type"].startswith(kind):
                return at
        raise AssertionError(f"No {tag} '{text}' can be reached with Tab.")

    def press(self, button: str) -> None:
        """Press a button by Enter, reached by Tab."""
        self.tab_to("BUTTON", button)
        self.page.keyboard.press("Enter")

    def heading(self) -> str:
        """The heading that has the focus after an action."""
        at = self.active()
        assert at["tag"] in {"H2", "H3"}, at
        return str(at["text"])

    def ended(self) -> bool:
        return self.player.get_by_text("You have finished this story.").count() > 0

    def answer(self) -> str:
        """Choose the first possible answer to the question on the screen and send it; its response string."""
        boxes = self.player.locator("input[type=checkbox]").count()
        wanted = (
            int(self.player.get_by_text("Choose ", exact=False).locator("visible=true").first.inner_text()[7])
            if boxes
            else 1
        )
        values = []
        for _ in range(wanted):
            values.append(self.tab_to("INPUT", kind="checkbox" if boxes else "radio")["value"])
            self.page.keyboard.press("Space")
        self.press("Continue")
        return "".join(values)

    def go_on(self) -> str:
        """Answer, read the feedback, go on; the answer."""
        given = self.answer()
        self.player.get_by_role("heading", name="What happens next").wait_for()
        assert "What happens next" in self.heading()
        self.press("Continue")
        assert self.heading().strip()
        return given

    def look(self) -> None:
        """What must hold in every state: axe finds nothing and nothing it is unsure of; nothing is wider than its place."""
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.add_script_tag(path=str(AXE))
        assert self.page.evaluate(AXE_RUN) == {"violations": [], "incomplete": []}
        assert self.player.evaluate(OVERFLOW) <= 0
