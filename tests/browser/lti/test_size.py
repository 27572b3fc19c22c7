"""The frame is as high as the page in it, both ways,
and a page that measures itself by its frame ends the game.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from demo.platform.course import DEMO_COURSE, Activity
from olw_core import content
from tests.browser.conftest import NewPage
from tests.browser.lti.conftest import Visit
from tests.browser.lti.test_frames import answer_one, framed
from tests.browser.support import waits
from tests.integration.lti_service.site import Site, start_site


@pytest.fixture(scope="module")
def rigid(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A platform that does not listen."""
    running = start_site(tmp_path_factory.mktemp("rigid"), resizes=False)
    yield running
    running.stop()


LISTEN = """
window.heard = [];
window.addEventListener("message", (event) => {
  if (event.data?.subject === "lti.frameResize") heard.push([event.origin, event.data.height]);
});
"""


def at_rest(page: Page) -> None:
    """Longer than the tenth of a second after which size.js tells a new height."""
    waits.drawn(page, 30)


def settled(page: Page) -> int:
    """The frame's height once it has stood still while the page was drawn thirty times."""
    height = -1.0
    for _ in range(40):
        at_rest(page)
        box = page.locator("iframe").bounding_box()
        assert box is not None
        now = box["height"]
        if now == height:
            return round(now)
        height = now
    raise AssertionError(f"still moving at {height}")


def inside(page: Page) -> dict[str, int]:
    frame = page.frames[-1]
    found: dict[str, int] = frame.evaluate(
        "() => ({ body: Math.ceil(document.body.getBoundingClientRect().height),"
        " over: document.documentElement.scrollHeight - innerHeight })"
    )
    return found


def test_the_frame_follows_the_page_up_and_down(site: Site, visit: Visit) -> None:
    page = visit(f"/open/kind/{site.learner(11)}", width=1280, height=800)
    framed(page).get_by_role("radio").first.wait_for()
    first = settled(page)
    assert abs(first - inside(page)["body"]) <= 2
    assert inside(page)["over"] <= 0
    answer_one(framed(page))
    second = settled(page)
    assert abs(second - inside(page)["body"]) <= 2
    framed(page).get_by_role("button", name="Continue").click()
    framed(page).get_by_role("radio").first.wait_for()
    wide = settled(page)
    page.set_viewport_size({"width": 420, "height": 800})
    narrow = settled(page)
    assert abs(narrow - inside(page)["body"]) <= 2
    page.set_viewport_size({"width": 1280, "height": 800})
    assert (narrow != wide, abs(settled(page) - wide) <= 2) == (True, True), "both ways"


WIDTH, HEIGHTS = 342, (460, 489)
"""Moodle's frame on a phone of 360 by 740, in pixels."""
FIRST_LINE_ENDS = """() => {
    const text = document.querySelector("olw-player").shadowRoot.querySelector(".text");
    const line = parseFloat(getComputedStyle(text).lineHeight);
    return text.getBoundingClientRect().top + line;
}"""


@pytest.fixture(scope="module")
def every_story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A course with an activity for each module."""
    activities = tuple(Activity(one, one, one) for one in content.module_ids())
    course = replace(DEMO_COURSE, activities=activities)
    running = start_site(tmp_path_factory.mktemp("every"), course=course)
    yield running
    running.stop()


@pytest.mark.parametrize("module", content.module_ids())
def test_in_moodles_frame_on_a_phone_the_story_begins_on_the_first_screen(
    every_story: Site, new_page: NewPage, module: str
) -> None:
    """What Moodle's own header leaves of the window (mod/lti/view.php, `resize`): 489 in Moodle 4.5
    and in 5.1.3, and 460 in 5.1.3 where the title takes a row of its own. Seen there: our two links
    stood in two rows, two stories of five began below the frame, and where a picture ended with it,
    nothing said that more follows.
    """
    site = every_story
    page = new_page(width=WIDTH, height=HEIGHTS[0])
    page.goto(f"{site.platform}/start/{module}/{site.learner()}")
    page.wait_for_url("**/play/*")
    page.locator(".olw .q").wait_for()
    for height in HEIGHTS:
        page.set_viewport_size({"width": WIDTH, "height": height})
        waits.drawn(page)
        assert page.evaluate(FIRST_LINE_ENDS) <= height
        for name in ("What your group’s page shows", "I’m finished here"):
            link = page.get_by_text(name, exact=True).bounding_box()
            assert link is not None
            assert link["height"] >= 24, "large enough for a thumb (WCAG 2.5.8)"
            assert link["y"] + link["height"] <= 48


def test_the_facilitators_page_is_followed_too(site: Site, visit: Visit) -> None:
    page = visit(f"/open/kind/{site.facilitator()}")
    framed(page).get_by_role("heading", name="Your group").wait_for()
    assert abs(settled(page) - inside(page)["body"]) <= 2


def test_messages_go_to_the_platform_alone_and_come_to_rest(
    site: Site, browser: Browser
) -> None:
    page = browser.new_context().new_page()
    page.add_init_script(LISTEN)
    page.goto(f"{site.platform}/open/kind/{site.learner(12)}")
    framed(page).get_by_role("radio").first.wait_for()
    settled(page)
    heard = page.evaluate("heard")
    assert {origin for origin, _ in heard} == {site.tool}
    assert all(isinstance(height, int) and height > 0 for _, height in heard)
    count = len(heard)
    at_rest(page)
    assert (len(page.evaluate("heard")), count < 8) == (count, True)
    page.context.close()


def test_a_page_that_is_higher_than_its_frame_by_rule_does_not_grow_for_ever(
    site: Site, browser: Browser
) -> None:
    page = browser.new_context().new_page()
    page.add_init_script(LISTEN)
    page.goto(f"{site.platform}/open/kind/{site.learner(13)}")
    framed(page).get_by_role("radio").first.wait_for()
    settled(page)
    page.frames[-1].evaluate(
        "() => { document.body.style.minHeight = 'calc(100vh + 50px)'; }"
    )
    before = settled(page)
    at_rest(page)
    assert settled(page) == before
    page.context.close()


HEAR_SCROLLS = """
window.scrolls = 0;
window.addEventListener("message", (event) => {
  if (event.data?.subject === "lti.scrollToTop") scrolls += 1;
});
"""
STOPS_AT_THE_FRAME = "if (window !== top) Element.prototype.scrollIntoView = () => {};"
"""As browsers do that scroll nothing around a frame of another site."""
TALL = """
addEventListener("DOMContentLoaded", () => {
  const frame = document.querySelector("iframe");
  if (frame) Object.assign(frame.style, { height: "1500px" });
});
"""


def answered_far_down(page: Page, site: Site, number: int = 0) -> Locator:
    """A decision is sent from the end of a long page in a low window; the heading that comes."""
    page.set_viewport_size({"width": 600, "height": 420})
    page.goto(f"{site.platform}/open/kind/{site.learner(number)}")
    frame = framed(page)
    frame.get_by_role("radio").last.check()
    at_rest(page)
    button = frame.get_by_role("button", name="Continue")
    button.scroll_into_view_if_needed()
    heading = frame.get_by_role("heading", name="You chose")
    button.press("Enter")
    expect(heading).to_be_focused()
    return heading


@pytest.mark.parametrize("stops", [False, True])
def test_the_heading_that_gets_the_focus_is_in_view(
    site: Site, browser: Browser, stops: bool
) -> None:
    """The platform makes its frame as high as the page and scrolls when it is asked to, as Canvas
    does (canvas-lms, ui/shared/lti/jquery/subjects/lti.frameResize.ts, lti.scrollToTop.ts). It is
    asked where the browser has not scrolled by itself, and only there.
    """
    page = browser.new_context().new_page()
    page.add_init_script(HEAR_SCROLLS)
    if stops:
        page.add_init_script(STOPS_AT_THE_FRAME)
    heading = answered_far_down(page, site)
    expect(heading).to_be_in_viewport()
    at_rest(page)
    assert page.evaluate("scrolls") == int(stops)
    page.context.close()


@pytest.mark.parametrize("tall", [False, True])
def test_the_heading_is_in_view_where_the_platform_does_not_listen(
    rigid: Site, browser: Browser, tall: bool
) -> None:
    """In a frame that scrolls, and in one that is higher than the window."""
    page = browser.new_context().new_page()
    if tall:
        page.add_init_script(TALL)
    heading = answered_far_down(page, rigid, int(tall))
    expect(heading).to_be_in_viewport()
    page.context.close()
