"""No package asks anything of another site: played in Chromium, every request counted."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from scorm_export.package import Package
from tests.browser.support import waits

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("profile", ["generic", "generic-2004-4", "cmi5"])
@pytest.mark.parametrize("kind", ["module", "menu", "cards"])
def test_a_package_loads_only_itself(
    dist: tuple[Path, list[Package]],
    site: tuple[Path, str],
    browser: Browser,
    profile: str,
    kind: str,
) -> None:
    folder, address = site
    package = next(p for p in dist[1] if (p.profile, p.kind) == (profile, kind))
    with zipfile.ZipFile(io.BytesIO(package.data)) as archive:
        archive.extractall(folder)
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/index.html")
    page.wait_for_function(
        "document.querySelector('olw-player').shadowRoot?.querySelector('button')"
    )
    for _ in range(3):  # a decision or a menu choice, and what follows it
        radio = page.locator("olw-player input[type=radio]").first
        if radio.count():
            radio.check()
        page.locator("olw-player button:visible").first.click()
        waits.drawn(page)
    waits.until(page, lambda: f"{address}/trust.json" in asked)  # half a second later
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
