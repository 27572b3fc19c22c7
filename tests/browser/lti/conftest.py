"""Chromium, and tool and demo LMS on two servers that are different sites to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.integration.lti_service.site import Site, start_site

SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
Visit = Callable[..., Page]

pytest.register_assert_rewrite("tests.browser.xblock.keyboard")


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="package")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(SWITCHES))
    yield browser
    browser.close()


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    running = start_site(tmp_path_factory.mktemp("lti"))
    yield running
    running.stop()


class Watch:
    """Everything a page may not do: script errors, broken policy, requests to anyone but tool and platform."""

    def __init__(self) -> None:
        self.troubles: list[str] = []

    def page(self, page: Page, *allowed: str) -> None:
        page.on("pageerror", lambda error: self.troubles.append(f"error {error}"))
        page.on("console", lambda said: said.type == "error" and self.troubles.append(f"console {said.text}"))
        page.on("request", lambda asked: self._request(asked.url, allowed))

    def _request(self, url: str, allowed: tuple[str, ...]) -> None:
        if not url.startswith((*allowed, "data:", "about:", "chrome")):
            self.troubles.append(f"request {url}")


@pytest.fixture
def visit(site: Site, chromium: Browser) -> Iterator[Visit]:
    """`visit(path of the platform, **context options)`: a page in a browser context of its own; no trouble allowed."""
    watch, contexts = Watch(), []

    def new(path: str, **options: Any) -> Page:
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        watch.page(page, site.tool, site.platform)
        page.goto(site.platform + path)
        return page

    yield new
    for context in contexts:
        context.close()
    assert watch.troubles == []


@pytest.fixture
def strict_browser(playwright: Playwright, tmp_path: Path) -> Iterator[Callable[..., BrowserContext]]:
    """A browser with its own profile: `strict_browser(cookies=False, third_party=False)`."""
    opened: list[BrowserContext] = []

    def new(*, cookies: bool = True, third_party: bool = True) -> BrowserContext:
        profile = tmp_path / f"profile{len(opened)}"
        (profile / "Default").mkdir(parents=True)
        values = "{}" if cookies else '{"cookies": 2}'
        mode = 0 if third_party else 1
        (profile / "Default" / "Preferences").write_text(
            f'{{"profile": {{"default_content_setting_values": {values}, "cookie_controls_mode": {mode},'
            f' "block_third_party_cookies": {str(not third_party).lower()}}}}}'
        )
        phase_out = [] if third_party else ["--test-third-party-cookie-phaseout"]
        opened.append(
            playwright.chromium.launch_persistent_context(
                str(profile), executable_path="/usr/bin/chromium", args=[*SWITCHES, *phase_out]
            )
        )
        return opened[-1]

    yield new
    for one in opened:
        one.close()
