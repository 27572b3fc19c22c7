"""One Chromium for all browser tests of a run, and watched pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.browser.support.chromium import EXECUTABLE, SWITCHES

NewPage = Callable[..., Page]
PATIENCE = 10_000
"""Milliseconds until what a page was to show, or was to be ready for, is taken for missing."""
expect.set_options(timeout=PATIENCE)

pytest.register_assert_rewrite("tests.browser.support.keyboard")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything below this folder needs Chromium.

    A shared machine may stand still for longer than a page waits: a failure is tried once more,
    and the summary tells of it (RERUN). What fails twice has failed.
    """
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    launched = playwright.chromium.launch(
        executable_path=EXECUTABLE, args=list(SWITCHES)
    )
    yield launched
    launched.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """`new_page(width=1280, height=900, **context options)`: a page of its own.

    No page may report an error.
    """
    troubles: list[str] = []
    contexts = []

    def make(width: int = 1280, height: int = 900, **options: Any) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height}, **options
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        return page

    yield make
    for context in contexts:
        context.close()
    assert troubles == []
