"""A Chromium that keeps whole pages for Back, as people's browsers do;
Playwright switches that off.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from tests.browser.scorm import packs, site
from tests.browser.scorm.conftest import ARGS
from tests.browser.support.chromium import WHOLE
from tests.support.draft import folder, url

__all__ = ["folder", "url"]


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    launched = playwright.chromium.launch(
        executable_path=WHOLE,
        args=ARGS,
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield launched
    launched.close()


@pytest.fixture(scope="session")
def packages_at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with the story in every edition that has pages of its own."""
    made = tmp_path_factory.mktemp("shared")
    editions = (*packs.PAGES, "cmi5")
    every = {packs.slug(one): packs.write(made, one, "score") for one in editions}
    with site.running(every) as address:
        yield address


@pytest.fixture
def ward(browser: Browser) -> Iterator[BrowserContext]:
    """The browser of a ward computer."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(20_000)
    yield context
    context.close()


@pytest.fixture
def page(ward: BrowserContext) -> Page:
    return ward.new_page()
