"""A learner at the player in WebKitGTK: mouse, keyboard, and what stands on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from selenium.webdriver import ActionChains, Keys, WebKitGTK
from selenium.webdriver.support.wait import WebDriverWait

from tests.browser.support.decision import DECIDE

WAIT = 20
MOST_TABS = 20
PLAYER = "const root = document.querySelector('olw-player')?.shadowRoot;"
READY = PLAYER + "return !!root?.querySelector('.q, .end')"
TOP = PLAYER + "return [...root.querySelectorAll('.screen .top')].at(-1).innerText"
FOCUS = PLAYER + "const at = root.activeElement; return [at?.tagName, at?.value ?? '']"
FIND = f"""{PLAYER} const found = root.querySelector(arguments[0]);
found.scrollIntoView({{block: "center"}});
return found"""
ANSWER = f"""const [response, done] = arguments;
const decided = ({DECIDE})({{response, patience: 1000 * {WAIT}}});
decided.then(() => done(""), (error) => done(String(error)));"""


class Reader:
    """`browser` looks at the page that holds the player, or into the frame that does."""

    def __init__(self, browser: WebKitGTK) -> None:
        self.browser = browser

    def until(self, script: str) -> Any:
        """What this script gives, once that is something true."""
        wait = WebDriverWait(self.browser, WAIT)
        return wait.until(lambda page: page.execute_script(script))

    def in_frame(self) -> Reader:
        """Looks into the only frame of the page, at the player."""
        self.into_frame()
        return self.ready()

    def into_frame(self) -> None:
        """Looks into the only frame of the page, whatever is there."""
        self.browser.switch_to.default_content()
        self.until("return document.querySelector('iframe')?.src")
        self.browser.switch_to.frame(self.browser.find_element("tag name", "iframe"))

    def opens(self, address: str) -> None:
        """The page around the frame opens a window; looks at that."""
        before = set(self.browser.window_handles)
        self.browser.switch_to.default_content()
        self.browser.execute_script("open(arguments[0])", address)
        (window,) = set(self.browser.window_handles) - before
        self.browser.switch_to.window(window)

    def ready(self) -> Reader:
        """Once the player shows a decision or an ending."""
        self.until(READY)
        return self

    @property
    def place(self) -> str:
        """The heading of the scene, or of the ending."""
        return str(self.browser.execute_script(TOP))

    @property
    def focus(self) -> list[str]:
        """The tag of what has the focus in the player, and its value."""
        found: list[str] = self.browser.execute_script(FOCUS)
        return found

    def answers(self, responses: Sequence[str]) -> None:
        """Several decisions, in the page itself."""
        for response in responses:
            assert self.browser.execute_async_script(ANSWER, response) == ""

    def click(self, selector: str) -> None:
        """With a pointer, once the second script is there: what it brings may move the control."""
        self.until("return window.olwMore")
        found = self.browser.execute_script(FIND, selector)
        ActionChains(self.browser).move_to_element(found).click().perform()

    def press(self, *keys: str) -> None:
        """One key after another."""
        for key in keys:
            ActionChains(self.browser).send_keys(key).perform()

    def tab_to(self, tag: str) -> None:
        """Tab until such a control has the focus."""
        for _ in range(MOST_TABS):
            self.press(Keys.TAB)
            if self.focus[0] == tag:
                return
        raise AssertionError(f"Tab does not reach a {tag}.")
