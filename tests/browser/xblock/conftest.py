"""A workbench that runs for all tests of this folder, and pages in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import NewPage
from tests.integration.olw_xblock.workbench import Workbench

Visit = Callable[..., Page]


@pytest.fixture(scope="package")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    with Workbench(tmp_path_factory.mktemp("workbench")) as running:
        yield running


@pytest.fixture
def visit(bench: Workbench, new_page: NewPage) -> Visit:
    """`visit(learner, scenario="olw.0", view="", **options of new_page)`.

    A page in a browser of its own.
    """

    def open_page(
        learner: str, scenario: str = "olw.0", view: str = "", **options: Any
    ) -> Page:
        page = new_page(**options)
        page.goto(f"{bench.address}/scenario/{scenario}/{view}?student={learner}")
        return page

    return open_page
