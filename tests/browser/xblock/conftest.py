"""Chromium, and a workbench that runs for all tests of this folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.integration.olw_xblock.workbench import Workbench

SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
Open = Callable[..., Page]

pytest.register_assert_rewrite("tests.browser.xblock.keyboard")


@pytest.fixture(scope="package")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    with Workbench(tmp_path_factory.mktemp("workbench")) as running:
        yield running


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(SWITCHES))
        yield browser
        browser.close()


@pytest.fixture
def visit(bench: Workbench, chromium: Browser) -> Iterator[Open]:
    """`visit(learner, scenario="olw.0", view="", **context)`: a page in a browser of its own. No page may report an error."""
    troubles: list[str] = []
    contexts = []

    def new(learner: str, scenario: str = "olw.0", view: str = "", **options: Any) -> Page:
        context = chromium.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.goto(f"{bench.address}/scenario/{scenario}/{view}?student={learner}")
        return page

    yield new
    for context in contexts:
        context.close()
    assert troubles == []
