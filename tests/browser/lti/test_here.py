"""The page that tries a browser, in real frames of another site: what it says is what happens."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Frame, Page

from lti_service.models import Registration
from lti_service.services.admin.browser_checks import here_address
from tests.browser.lti.conftest import Strict
from tests.browser.support import axe, shots
from tests.integration.lti_service.site import Site, serve, start_site


class Places:
    """A page of any origin with the tool's page in a frame, at /place; all else as before.

    It is served: Chromium takes what a test makes up for a public page, and lets that show nothing
    of this machine.
    """

    body = ""

    def __init__(self, app: Any = None) -> None:
        self.app = app

    def __call__(self, environ: Any, start_response: Any) -> Any:
        if environ["PATH_INFO"] != "/place":
            return self.app(environ, start_response)
        start_response("200 OK", [("Content-Type", "text/html")])
        return [Places.body.encode()]


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("here")
    running = start_site(folder, storage=True, before_platform=Places)
    yield running
    running.stop()


def address(site: Site) -> str:
    with site.wiring.database.reading() as session:
        return here_address(site.tool, session.get_one(Registration, 1))


def opened(context: BrowserContext, site: Site, script: str = "", at: str = "") -> Page:
    """A page of the platform, or of `at`, with the tool's page in a frame."""
    page = context.new_page()
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(around(site, script, at))
    return page


def around(site: Site, script: str = "", at: str = "") -> str:
    """The address of a page of the platform, or of `at`, with the tool's page in a frame."""
    source = html.escape(address(site))
    Places.body = f'''<!doctype html><html lang="en"><title>A course</title>{script}
<iframe src="{source}" title="Here" style="width:100%;height:90vh"></iframe></html>'''
    return f"{at or site.platform}/place"


def keeps(site: Site) -> str:
    """The demo LMS's own storage."""
    source = f"{site.platform}/static/storage.js"
    return f'<script src="{source}" data-tool="{site.tool}"></script>'


FORGETS = """<script>
addEventListener("message", ({data, source, origin}) => {
  const told = {subject: data.subject + ".response", message_id: data.message_id};
  if (data.subject === "lti.capabilities") told.supported_messages = [{subject: "lti.put_data"}];
  source.postMessage(told, origin);
});
</script>"""
"""Names the messages among its capabilities, answers them, and keeps nothing."""


def framed(page: Page) -> Frame:
    frame = page.frames[1]
    frame.locator("#verdict").wait_for(timeout=WAIT)
    return frame


def told(page: Page | Frame) -> list[str]:
    """Frame, cookies, storage of the LMS, verdict; of each the beginning."""
    points = [page.locator(f"#{one}").inner_text() for one in POINTS]
    return [" ".join(one.replace(",", "").split()[:3]) for one in points]


POINTS = ("frame", "cookie", "platform", "verdict")
WAIT = 15_000
OPEN = "Activities open here."


def test_cookies_work_whole_or_apart(here: Site, strict_browser: Strict) -> None:
    for third_party, cookies in ((True, "Work."), (False, "Work apart for")):
        page = opened(strict_browser(third_party=third_party), here)
        assert told(framed(page)) == [
            "Works: this page",
            cookies,
            "Not offered. It",
            OPEN,
        ]


def test_only_the_storage_of_the_lms_works(here: Site, strict_browser: Strict) -> None:
    browser = strict_browser(cookies=False)
    frame = framed(opened(browser, here, keeps(here)))
    assert told(frame) == [
        "Works: this page",
        "Blocked in this",
        "Works: what we",
        "Activities open here:",
    ]
    assert not frame.locator("#window").is_visible()
    frame = framed(opened(browser, here, FORGETS))
    assert told(frame)[2:] == ["Offered but what", "Activities ask to"]


def test_blocked_in_the_frame_alone(here: Site, strict_browser: Strict) -> None:
    page = opened(strict_browser(framed=False), here)
    frame = framed(page)
    assert told(frame) == [
        "Works: this page",
        "Blocked in this",
        "Not offered. It",
        "Activities ask to",
    ]
    assert "allow cookies for localhost" in frame.locator("#cookie").inner_text()
    shots.take(page, "lti-here-blocked-360")
    with page.context.expect_page() as window:
        frame.get_by_role("link", name="Try a window of its own").click()
    window.value.locator("#verdict").wait_for(timeout=WAIT)
    assert axe.faults(window.value) == []
    assert told(window.value) == ["In a window", "Work.", "Not tried: no", OPEN]


def test_nothing_works(here: Site, strict_browser: Strict) -> None:
    page = opened(strict_browser(cookies=False), here)
    frame = framed(page)
    assert told(frame)[1:] == [
        "Blocked in this",
        "Not offered. It",
        "Activities ask to",
    ]
    with page.context.expect_page() as window:
        frame.get_by_role("link", name="Try a window of its own").click()
    window.value.locator("#verdict").wait_for(timeout=WAIT)
    assert told(window.value)[1:] == [
        "Blocked. Please allow",
        "Not tried: no",
        "Activities do not",
    ]
    assert "site data" in window.value.locator("#storage").inner_text()


def test_a_frame_that_may_not_show_activities_is_empty(
    here: Site, strict_browser: Strict
) -> None:
    """As of an LMS that people see at a host which nobody has named."""
    server, at = serve("127.0.0.1", Places())
    page = opened(strict_browser(), here, at=at)
    page.wait_for_function("frames.length === 1")
    assert [one.url for one in page.frames[1:]] == ["chrome-error://chromewebdata/"]
    page.goto(f"{here.platform}/place")
    assert told(framed(page))[0] == "Works: this page"
    server.shutdown()
    server.server_close()
