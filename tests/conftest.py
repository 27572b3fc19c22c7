"""For all tests: their order, Ctrl-C for what they start, what is kept of collecting them, and
Playwright's driver.

The driver can be started only once in a process, and several kinds of tests use it.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, sync_playwright

KINDS = ("tests/browser/", "tests/chaos/", "tests/integration/")
"""Folders with the longest files first: what comes last is short, so no process works on alone."""


gc.disable()


def pytest_collection_finish() -> None:
    """Thousands of tests are made in every process, and all of them stay to the end.

    They are looked through for garbage neither while they are made nor ever after.
    """
    gc.freeze()
    gc.enable()


def pytest_configure() -> None:
    """A suite that a shell started in the background ignores Ctrl-C, and what it starts would too
    (POSIX shells, asynchronous lists): the tests of stopping would wait for nothing.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    # A machine without Node has the one that `make build` put beside Python.
    beside = str(Path(sys.executable).parent)
    os.environ["PATH"] = os.pathsep.join([beside, os.environ.get("PATH", os.defpath)])


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """By kind. Within each the order is the random one, so it has to be the last to order them."""
    items.sort(key=_kind)


def _kind(item: pytest.Item) -> int:
    """The number of the test's kind; the rest are unit tests."""
    path = item.path.as_posix()
    found = [number for number, kind in enumerate(KINDS) if kind in path]
    return found[0] if found else len(KINDS)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started
