"""Chromium, the site with every package of one module,
and a fresh page for each test that reports what it asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
)

from tests.browser.scorm import packs, site
from tests.browser.support.chromium import EXECUTABLE, OTHER_HOSTS, SWITCHES

ARGS = [*SWITCHES, OTHER_HOSTS]


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every edition and report of the module, by name in the address."""
    folder = tmp_path_factory.mktemp("packages")
    pairs = [
        (edition, report) for edition in packs.EDITIONS for report in packs.REPORTS
    ]
    return {
        packs.slug(edition, report): packs.write(folder, edition, report)
        for edition, report in pairs
    }


@pytest.fixture(scope="session")
def address(packages: dict[str, Path]) -> Iterator[str]:
    """Where the site is, without a slash at the end."""
    with site.running(packages) as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    launched = playwright.chromium.launch(executable_path=EXECUTABLE, args=ARGS)
    yield launched
    launched.close()


@dataclass
class Watch:
    """What a context asked for and what its pages complained of."""

    hosts: set[str] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()


@pytest.fixture
def watch(context: BrowserContext) -> Watch:
    """Told of every request and every page error of the context."""
    seen = Watch()

    def hear(message: ConsoleMessage) -> None:
        if message.type == "warning":
            seen.warnings.append(message.text)

    context.on("request", lambda request: seen.hosts.add(urlsplit(request.url).netloc))
    context.on("weberror", lambda error: seen.errors.append(str(error.error)))
    context.on("console", hear)
    return seen


@pytest.fixture
def page(context: BrowserContext, watch: Watch) -> Page:
    return context.new_page()
