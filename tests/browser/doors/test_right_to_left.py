"""An Arabic story on a page of Open edX and in a SCORM package: both are played from the right."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from olw_core import content
from scorm_export.plan import choose, jobs
from scorm_export.trust import Trust
from tests.browser.conftest import NewPage
from tests.browser.support import axe, checks, shots
from tests.browser.support import site as sites
from tests.browser.support.keyboard import Keyboard
from tests.browser.support.site import Site
from tests.browser.support.story import MODULE, SIZES, path
from tests.browser.xblock.lms import Unit
from tests.support.translated import OPEN, lay

LMS = """window.API = Object.fromEntries([
    "LMSInitialize", "LMSSetValue", "LMSCommit", "LMSFinish",
].map((name) => [name, () => "true"]).concat([
    "LMSGetValue", "LMSGetLastError", "LMSGetErrorString", "LMSGetDiagnostic",
].map((name) => [name, () => ""])));"""
"""The least an LMS offers; how real ones behave is tests/browser/scorm's matter."""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    lay(tmp_path, content.folder(MODULE), "ar")
    monkeypatch.setenv("OLW_MODULES_PATH", str(tmp_path))
    with sites.running() as running:
        yield running


def in_open_edx(site: Site) -> str:
    unit = Unit(site)
    unit.add(module=MODULE, language="ar")
    return unit.open()


def in_scorm(site: Site) -> str:
    (job,) = jobs(choose(Trust(), "generic"), (MODULE,), lang="ar")
    with zipfile.ZipFile(io.BytesIO(job.run().data)) as package:
        return site.add("index.html", package.read("index.html").decode())


def look(page: Page, name: str) -> None:
    shots.take(page, f"rtl-{name}")
    faults = axe.faults(page, "olw-player"), checks.faults(page)
    assert faults == ([], [])


@pytest.mark.parametrize("size", ["1280", "360"])
@pytest.mark.parametrize("door", [in_open_edx, in_scorm])
def test_it_is_played_from_the_right(
    site: Site, new_page: NewPage, door: Callable[[Site], str], size: str
) -> None:
    page = new_page(**SIZES[size])
    page.add_init_script(LMS)
    page.goto(door(site))
    # A package asks for trust.json last and draws its head anew: axe may not look meanwhile.
    page.wait_for_load_state("networkidle")
    hands = Keyboard(page)
    hands.player = page.locator("olw-player .olw:not(.olw-first)").first
    expect(hands.player.locator(".q")).to_contain_text(OPEN)
    assert hands.player.evaluate("(el) => getComputedStyle(el).direction") == "rtl"
    look(page, f"{door.__name__}-{size}")
    for answer in path()[0]:
        hands.go_on(answer)
    hands.player.get_by_role("heading", name="Looking back").wait_for()
    look(page, f"{door.__name__}-{size}-ended")
