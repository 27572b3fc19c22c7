"""The site the player is tried on, and pages of it:
local (the engine in the page) and remote (the engine behind the play API).
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from olw_core import content
from olw_core.formats.compiled import Module
from olw_core.page import element as markup
from tests.browser.conftest import NewPage
from tests.browser.player.configs import local_config, remote_config
from tests.browser.support import site as sites
from tests.browser.support.play_api import PlayApi
from tests.browser.support.site import Site

Open = Callable[..., Page]
_numbers = itertools.count(1)


DRAWN = "olw-player .olw:not(.olw-first) .screen > *"
"""What the player draws; the scene that stands there before it looks the same."""


@pytest.fixture(scope="session")
def running_site() -> Iterator[Site]:
    with sites.running() as running:
        yield running


@pytest.fixture
def site(running_site: Site) -> Site:
    """The site as it is at its start."""
    running_site.pages.clear()
    running_site.asked.clear()
    running_site.headers.clear()
    running_site.api = None
    return running_site


@pytest.fixture(scope="session")
def kind() -> Module:
    """The module that ships: every kind of scene, a content note, a plan, cards."""
    return content.load("kind")


@pytest.fixture
def open_local(site: Site, new_page: NewPage) -> Open:
    """`open_local([modules], width=..., height=..., context={}, **configuration)`:
    the page once the player stands.
    """

    def opened(
        modules: list[Module],
        width: int = 1280,
        height: int = 900,
        context: dict[str, Any] | None = None,
        **changes: Any,
    ) -> Page:
        config = local_config(modules, **changes)
        address = site.add(
            f"page{next(_numbers)}.html",
            markup.page(config, scripts=["player-local.js"]),
        )
        options = context or {}
        page = new_page(width, height, **options)
        page.goto(address)
        if options.get("java_script_enabled", True):
            page.locator(DRAWN).first.wait_for()
        return page

    return opened


@pytest.fixture
def open_remote(site: Site, new_page: NewPage) -> Callable[..., tuple[Page, PlayApi]]:
    """`open_remote(module, **configuration)`: the page, and the server's side of it."""

    def opened(
        module: Module, width: int = 1280, **changes: Any
    ) -> tuple[Page, PlayApi]:
        site.api = api = PlayApi(module, changes.get("report", "score"))
        config = remote_config(module, api.view(), **changes)
        address = site.add(
            f"page{next(_numbers)}.html", markup.page(config, scripts=["player.js"])
        )
        page = new_page(width)
        page.goto(address)
        page.locator(DRAWN).first.wait_for()
        return page, api

    return opened
