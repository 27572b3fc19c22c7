"""The SCORM door's integration tests run on the real modules, the built player,
the published XSDs and Chromium.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright

from scorm_export.dist import build_all
from scorm_export.package import Package
from tests.browser.support.chromium import EXECUTABLE, SWITCHES


@pytest.fixture(scope="session")
def dist(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Path, list[Package]]]:
    """Everything `make dist` makes: its folder and the packages."""
    out = tmp_path_factory.mktemp("dist")
    yield out, build_all(out)


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    opened = playwright.chromium.launch(executable_path=EXECUTABLE, args=list(SWITCHES))
    yield opened
    opened.close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the test's output."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """An empty folder and the address at which it is served."""
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(_Quiet, directory=str(tmp_path))
    )
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield tmp_path, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
