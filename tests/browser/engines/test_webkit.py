"""The engine of Safari: a package, a launch and the Open edX block, as WebKitGTK opens them.

WebKitGTK is not Safari on an iPhone. It has the same engine: layout, script, storage, cookies and
what is sent while a page is left.
"""

from __future__ import annotations

from selenium.webdriver import WebKitGTK
from selenium.webdriver.support.wait import WebDriverWait

from tests.browser.support.decision import DECIDE
from tests.browser.support.story import path
from tests.integration.lti_service.site import Site

WAIT = 20
FRAME = "iframe"
ANSWER = f"""const [response, done] = arguments;
const decided = ({DECIDE})({{response, patience: 1000 * {WAIT}}});
decided.then(() => done(""), (error) => done(String(error)));"""
PLAYER = "const root = document.querySelector('olw-player')?.shadowRoot;"
READY = PLAYER + "return !!root?.querySelector('.q, .end')"
TOP = PLAYER + "return [...root.querySelectorAll('.screen .top')].at(-1).innerText"


class Reader:
    """A learner at the player, wherever `browser` looks: the page, or the frame it is in."""

    def __init__(self, browser: WebKitGTK) -> None:
        self.browser = browser

    def until(self, script: str) -> None:
        """Until this script gives something true."""
        WebDriverWait(self.browser, WAIT).until(
            lambda page: page.execute_script(script)
        )

    def in_frame(self) -> Reader:
        """Looks into the only frame of the page."""
        self.browser.switch_to.default_content()
        self.until("return document.querySelector('iframe')?.src")
        self.browser.switch_to.frame(self.browser.find_element("tag name", FRAME))
        return self.ready()

    def opens(self, address: str) -> None:
        """A window of its own, which the page around the frame opens."""
        before = set(self.browser.window_handles)
        self.browser.switch_to.default_content()
        self.browser.execute_script(f"open('{address}')")
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

    def answers(self, responses: list[str]) -> None:
        """Several decisions with a mouse."""
        for response in responses:
            assert self.browser.execute_async_script(ANSWER, response) == ""


def test_a_launch_in_a_frame_without_cookies_then_reloaded_in_its_window(
    webkit: WebKitGTK, storing: Site
) -> None:
    """The engine keeps no cookie of a site inside another's page: the platform's storage serves.

    A launch is a POST; reloaded, WebKit sends it once more, to the address that the page has
    given itself since.
    """
    learner = Reader(webkit)
    answers, _ = path()
    webkit.get(f"{storing.platform}/open/kind/{storing.learner()}")
    learner.in_frame().answers(answers[:1])
    assert webkit.get_cookies() == []
    learner.opens(f"/start/kind/{storing.learner()}")
    learner.ready().answers(answers[1:2])
    webkit.refresh()
    assert learner.ready().place == "Scene 3 Mess room"
