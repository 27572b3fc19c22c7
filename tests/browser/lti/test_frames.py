"""Inside the platform's frame: with cookies, without third-party cookies, without any,
and the new window.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, FrameLocator, Page

from tests.browser.lti.conftest import Strict, Visit
from tests.integration.lti_service.site import Site, serve, start_site


@pytest.fixture(scope="module")
def storing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A platform that offers LTI Platform Storage."""
    running = start_site(tmp_path_factory.mktemp("storing"), storage=True)
    yield running
    running.stop()


def framed(page: Page) -> FrameLocator:
    return page.frame_locator("iframe")


def answer_one(frame: FrameLocator) -> None:
    frame.get_by_role("radio").first.check()
    frame.get_by_role("button", name="Continue").click()
    frame.locator(".olw .told").first.wait_for()


def test_in_the_platforms_frame(site: Site, visit: Visit) -> None:
    page = visit(f"/open/kind/{site.learner(7)}")
    answer_one(framed(page))


def test_third_party_cookies_blocked(site: Site, strict_browser: Strict) -> None:
    page = strict_browser(third_party=False).new_page()
    page.goto(f"{site.platform}/open/kind/{site.learner(8)}")
    answer_one(framed(page))
    page.reload()
    framed(page).get_by_role("heading", name="Scene 2").wait_for()


def test_no_cookies_at_all_but_platform_storage(
    storing: Site, strict_browser: Strict
) -> None:
    page = strict_browser(cookies=False).new_page()
    page.goto(f"{storing.platform}/open/kind/{storing.learner()}")
    answer_one(framed(page))
    assert page.context.cookies() == []


SLOW = """
if (window === window.top) {
  const add = window.addEventListener;
  window.addEventListener = (type, hear, ...more) => {
    if (type !== "message") add.call(window, type, hear, ...more);
    else %s;
  };
}
"""
ANSWERS_LATE = SLOW % "add.call(window, type, (event) => setTimeout(hear, 4000, event))"
LISTENS_LATE = SLOW % "setTimeout(() => add.call(window, type, hear), 2000)"


INSECURE = """
window.BroadcastChannel = class {
  constructor() { throw new DOMException("The operation is insecure.", "SecurityError"); }
};
"""
"""Firefox where cookies of this site are blocked (dom/broadcastchannel/BroadcastChannel.cpp,
Constructor); 153 did so. Chromium lets pages talk."""


def test_no_cookies_and_no_talk_between_pages(
    storing: Site, strict_browser: Strict
) -> None:
    """The page has an address of its own all the same, comes back, and can be left."""
    page = strict_browser(cookies=False).new_page()
    page.add_init_script(INSECURE)
    page.goto(f"{storing.platform}/open/kind/{storing.learner(1)}")
    answer_one(framed(page))
    assert "/play/" in page.frames[1].url
    framed(page).get_by_role("button", name="I’m finished here").click()
    framed(page).get_by_text("Your place in the story is saved").wait_for()


def test_a_storage_that_is_ready_late_is_asked_again(
    storing: Site, strict_browser: Strict
) -> None:
    """Canvas has it in a frame of its own, which may come after ours."""
    page = strict_browser(cookies=False).new_page()
    page.add_init_script(LISTENS_LATE)
    page.goto(f"{storing.platform}/open/kind/{storing.learner()}")
    answer_one(framed(page))


def test_a_storage_that_answers_late_goes_on_by_itself(
    storing: Site, strict_browser: Strict
) -> None:
    """On an old computer the platform's page may be busy for seconds."""
    page = strict_browser(cookies=False).new_page()
    page.add_init_script(ANSWERS_LATE)
    page.goto(f"{storing.platform}/open/kind/{storing.learner()}")
    framed(page).get_by_role("button", name="Open in a new window").wait_for()
    answer_one(framed(page))


def test_platform_storage_in_a_facilitators_frame(
    storing: Site, strict_browser: Strict
) -> None:
    page = strict_browser(cookies=False).new_page()
    page.goto(f"{storing.platform}/open/kind/{storing.facilitator()}")
    framed(page).get_by_role("heading", name="Your group").wait_for()
    framed(page).get_by_role("button", name="See what your group sees").click()
    answer_one(framed(page))


def test_no_cookies_and_no_storage_offers_a_window_and_says_why_it_cannot(
    site: Site, strict_browser: Strict
) -> None:
    page = strict_browser(cookies=False).new_page()
    page.goto(f"{site.platform}/open/kind/{site.learner(9)}")
    with page.context.expect_page() as opened:
        framed(page).get_by_role("button", name="Open in a new window").click()
    opened.value.get_by_role("heading", name="Your browser blocks cookies").wait_for()


class OldBrowser:
    """Stands for browsers that send no cookies from inside a frame, partitioned or not."""

    def __init__(self, app: Any) -> None:
        self.app = app

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        if environ.get("HTTP_SEC_FETCH_DEST") == "iframe":
            environ.pop("HTTP_COOKIE", None)
        return self.app(environ, start_response)


class Forgetful:
    """Takes a login once, as Moodle 4.5.6 does (mod/lti/auth.php: unset($SESSION->$launchid))."""

    def __init__(self, app: Any) -> None:
        self.app = app
        self.taken: set[str] = set()

    def __call__(self, environ: Any, start_response: Any) -> Any:
        asked = parse_qs(environ["QUERY_STRING"])
        for hint in asked.get("lti_message_hint", []):
            if hint in self.taken:
                start_response("404 Not Found", [("Content-Type", "text/plain")])
                return [b"Invalid request"]
            self.taken.add(hint)
        return self.app(environ, start_response)


@pytest.mark.parametrize("platform", [lambda app: app, Forgetful])
def test_the_new_window_works_where_frames_have_no_cookies(
    tmp_path: Path, browser: Browser, platform: Any
) -> None:
    site = start_site(tmp_path, before_platform=platform)
    site.servers[0].app.app = OldBrowser(site.app)  # type: ignore[attr-defined]
    context = browser.new_context()
    try:
        page = context.new_page()
        page.goto(f"{site.platform}/open/kind/{site.learner()}")
        with context.expect_page() as opened:
            framed(page).get_by_role("button", name="Open in a new window").click()
        window = opened.value
        window.wait_for_url("**/play/*")
        window.get_by_role("radio").first.check()
        window.get_by_role("button", name="Continue").click()
        window.locator(".olw .told").first.wait_for()
    finally:
        context.close()
        site.stop()


def test_only_the_platform_may_frame_us(site: Site, browser: Browser) -> None:
    """Another site that frames the player's address sees nothing of it."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site.platform}/start/kind/{site.learner(10)}")
    page.wait_for_url("**/play/*")
    address = page.url
    page.goto("about:blank")

    def other(_environ: Any, start_response: Any) -> list[bytes]:
        # Served: Chromium lets no page that a test makes up show anything of this machine.
        start_response("200 OK", [("Content-Type", "text/html")])
        return [f'<iframe src="{address}"></iframe>'.encode()]

    server, at = serve("127.0.0.1", other)
    page.goto(at)
    page.wait_for_function("frames.length === 1")
    assert [one.url for one in page.frames[1:]] == ["chrome-error://chromewebdata/"]
    server.shutdown()
    server.server_close()
    context.close()
