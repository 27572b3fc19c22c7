"""No package asks anything of another site: played in Chromium, every request counted."""

from __future__ import annotations

import functools
import io
import threading
import zipfile
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from scorm_export.package import Package

pytestmark = pytest.mark.browser
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
ARGS += ["--disable-component-update", "--disable-sync"]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the test's output."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGS)
        yield opened
        opened.close()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(tmp_path)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield tmp_path, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("profile", ["generic", "generic-2004-4", "cmi5"])
@pytest.mark.parametrize("kind", ["module", "menu", "cards"])
def test_a_package_loads_only_itself(
    dist: tuple[Path, list[Package]], site: tuple[Path, str], browser: Browser, profile: str, kind: str
) -> None:
    folder, address = site
    package = next(p for p in dist[1] if (p.profile, p.kind) == (profile, kind))
    with zipfile.ZipFile(io.BytesIO(package.data)) as archive:
        archive.extractall(folder)
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/index.html")
    page.wait_for_function("document.querySelector('olw-player').shadowRoot?.querySelector('button')")
    for _ in range(3):  # a decision or a menu choice, and what follows it
        radio = page.locator("olw-player input[type=radio]").first
        if radio.count():
            radio.check()
        page.locator("olw-player button:visible").first.click()
        page.wait_for_timeout(200)
    page.close()
    names = {url.removeprefix(f"{address}/").split("?")[0] for url in asked}
    allowed = {
        "index.html",
        "player.css",
        "trust.json",
        "logo.svg",
        "favicon.ico",
        *(p for p in names if p.startswith("player-")),
    }
    assert names - allowed == set()
    assert {"index.html", "player.css", "trust.json"} - names == set()
