"""Where the state of saving stands:
in view without scrolling on every screen, in every frame, and clear of a host's bar.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Frame, Page, expect

from tests.browser.scorm import packs
from tests.browser.scorm.conftest import Watch
from tests.browser.scorm.learner import Learner
from tests.browser.scorm.moodle_page import MoodlePage
from tests.browser.scorm.test_adversarial import PATH, SAYS

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def no_page_errors(watch: Watch) -> Iterator[None]:
    """Whatever the host does, the package throws nothing."""
    yield
    assert watch.errors == []


SIZES = [(1280, 900), (360, 740)]
BAR = 60

_IN_VIEW = """element => {
    const box = element.getBoundingClientRect();
    const alone = {top: 0, height: innerHeight};
    const frame = window.frameElement ? frameElement.getBoundingClientRect() : alone;
    const top = frame.top + box.top;
    const seen = box.top >= 0 && box.bottom <= innerHeight;
    return [seen, top, frame.top + box.bottom, window.parent.innerHeight];
}"""


def in_view(frame: Frame, selector: str, bar: int = 0) -> None:
    """The whole element stands in the frame's view and in the window's,
    below a fixed bar of this height.
    """
    seen, top, bottom, height = frame.locator(selector).first.evaluate(_IN_VIEW)
    assert (seen, top >= bar, bottom <= height) == (True, True, True), (
        selector,
        seen,
        top,
        bottom,
        height,
    )


def every_screen(learner: Learner, frame: Frame, bar: int, words: str) -> None:
    """Plays to the ending and looks at each screen as it comes."""
    for response in PATH:
        learner.answer(response)
        learner.hears(words)
        in_view(frame, ".olw .status", bar)
        in_view(frame, ".olw .top", bar)
    expect(frame.locator(".olw .end")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize(
    ("mode", "words"), [("normal", SAYS["saved"]), ("browse", SAYS["browse"])]
)
def test_in_moodles_page(
    page: Page, address: str, width: int, height: int, mode: str, words: str
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    lms = MoodlePage(page, address, "1.2")
    every_screen(lms.enter(mode), lms.frame, BAR, words)


def test_the_outer_page_is_scrolled_no_further_than_needed(
    page: Page, address: str
) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    lms = MoodlePage(page, address, "1.2")
    learner = lms.enter()
    for response in PATH[:3]:
        learner.answer(response)
        assert page.evaluate("scrollY") <= 1
    in_view(lms.frame, ".olw .top", BAR)


def test_each_change_is_said_once(
    page: Page, context: BrowserContext, address: str
) -> None:
    lms = MoodlePage(page, address, "1.2")
    learner = lms.enter()
    lms.frame.evaluate(
        """() => {
            const root = document.querySelector("olw-player").shadowRoot;
            const status = root.querySelector(".status");
            window.said = [];
            const note = () => window.said.push(status.textContent);
            const changes = {childList: true, characterData: true, subtree: true};
            new MutationObserver(note).observe(status, changes);
        }"""
    )
    learner.answers(PATH[:3], pause=1100)
    context.set_offline(True)
    learner.answers(PATH[3:], pause=1100)
    context.set_offline(False)
    learner.hears(SAYS["saved"])
    assert lms.frame.evaluate("said") == [SAYS["saved"], SAYS["offline"], SAYS["saved"]]
    assert packs.expected(PATH).ended
