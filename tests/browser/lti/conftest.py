"""Tool and demo LMS on two servers that are different sites to Chromium,
and browsers with stricter cookies.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
)

from tests.browser.conftest import NewPage
from tests.browser.support.chromium import SWITCHES, WHOLE
from tests.integration.lti_service.site import Site, start_site

Visit = Callable[..., Page]
Strict = Callable[..., BrowserContext]


BLOCKED = {"setting": 2}
"""A content setting as Chromium keeps it for one site inside another."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """For one test: a story is one record per learner in a course, whoever opened it before."""
    running = start_site(tmp_path)
    yield running
    running.stop()


@pytest.fixture
def visit(site: Site, new_page: NewPage) -> Iterator[Visit]:
    """`visit(path of the platform, **options)`:
    a page that breaks no policy and asks nobody but tool and platform.
    """
    troubles: list[str] = []
    allowed = (site.tool + "/", site.platform + "/", "data:", "about:")

    def hear(said: ConsoleMessage) -> None:
        if said.type == "error":
            troubles.append(said.text)

    def follow(asked: Request) -> None:
        if not asked.url.startswith(allowed):
            troubles.append(asked.url)

    def open_page(path: str, **options: Any) -> Page:
        page = new_page(**options)
        page.on("console", hear)
        page.on("request", follow)
        page.goto(site.platform + path)
        return page

    yield open_page
    assert troubles == []


@pytest.fixture(scope="module")
def strict_browsers(
    playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Strict]:
    """One browser with a profile of its own for each choice of settings, for a file's tests."""

    @functools.cache
    def start(cookies: bool, third_party: bool, framed: bool) -> BrowserContext:
        profile = tmp_path_factory.mktemp("profile")
        (profile / "Default").mkdir()
        blocked = {} if cookies else {"cookies": 2}
        inside = {} if framed else {"http://localhost:*,http://127.0.0.1:*": BLOCKED}
        settings: dict[str, Any] = {
            "content_settings": {"exceptions": {"cookies": inside}},
            "default_content_setting_values": blocked,
            "cookie_controls_mode": int(not third_party),
            "block_third_party_cookies": not third_party,
        }
        (profile / "Default" / "Preferences").write_text(
            json.dumps({"profile": settings})
        )
        phase_out = [] if third_party else ["--test-third-party-cookie-phaseout"]
        context = playwright.chromium.launch_persistent_context(
            str(profile), executable_path=WHOLE, args=[*SWITCHES, *phase_out]
        )
        opened.append(context)
        return context

    opened: list[BrowserContext] = []
    yield start
    for context in opened:
        context.close()


@pytest.fixture
def strict_browser(strict_browsers: Strict) -> Iterator[Strict]:
    """A browser without pages or cookies of another test, which is where all of ours lies:
    `strict_browser(cookies=False)`, `strict_browser(third_party=False)`, or
    `strict_browser(framed=False)`: no cookie of the tool inside the platform's pages.
    """
    used: list[BrowserContext] = []

    def take(
        *, cookies: bool = True, third_party: bool = True, framed: bool = True
    ) -> BrowserContext:
        context = strict_browsers(cookies, third_party, framed)
        used.append(context)
        return context

    yield take
    for context in used:
        for page in context.pages[1:]:
            page.close()
        context.clear_cookies()
