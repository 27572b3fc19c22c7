"""The session pack from a file: every story to an ending, by taps and by keys, on three screens."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from olw_core import content
from olw_core.authoring.pack import pack_page
from tests.browser.support import axe, shots

WIDER = "() => document.documentElement.scrollWidth - innerWidth"
LEAVES = (
    "() => JSON.stringify([Object.keys(localStorage), Object.keys(sessionStorage)])"
)
MOST_STEPS = 12


def opened(
    browser: Browser, folder: Path, module: str, width: int, height: int
) -> Page:
    """The pack without a network."""
    file = folder / f"{module}.html"
    file.write_text(pack_page(content.load(module)), "utf-8")
    context = browser.new_context(
        viewport={"width": width, "height": height}, offline=True
    )
    page = context.new_page()
    page.goto(file.as_uri())
    return page


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1280, 720), (360, 740)])
def test_the_room_on_every_screen(
    tmp_path: Path, browser: Browser, width: int, height: int
) -> None:
    page = opened(browser, tmp_path, "kind", width, height)
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    assert (axe.faults(page), page.evaluate(WIDER)) == ([], 0)
    page.get_by_role("button", name="Vote A").click()
    page.keyboard.press("1")
    page.keyboard.press("2")
    assert page.get_by_role("status").last.inner_text() == "B: 1"
    page.get_by_role("button", name="Show the split").click()
    bar = page.get_by_role("meter").first
    assert bar.get_attribute("aria-label") == "A: 2 of 3"
    assert page.get_by_text("Talk:").is_visible()
    shots.take(page, f"pack-{width}")
    assert (axe.faults(page), page.evaluate(WIDER), troubles) == ([], 0, [])
    page.context.close()


def test_minority_and_back(tmp_path: Path, browser: Browser) -> None:
    page = opened(browser, tmp_path, "kind", 1280, 720)
    place = page.get_by_role("heading", level=2).first.inner_text()
    for key in "1122223":
        page.keyboard.press(key)
    page.get_by_role("button", name="Undo C").click()
    page.get_by_role("button", name="Show the split").click()
    assert page.get_by_role("button", name="Follow the majority (B)").is_visible()
    page.get_by_role("button", name="Try the minority (A)").click()
    assert page.get_by_text("You chose A.").is_visible()
    page.get_by_role("button", name="Back").click()
    assert page.get_by_role("heading", level=2).first.inner_text() == place
    assert page.get_by_role("meter").count() == 4, "the votes are still there"
    page.context.close()


@pytest.mark.parametrize("module", content.module_ids())
def test_every_story_comes_to_its_end_by_keys_alone(
    tmp_path: Path, browser: Browser, module: str
) -> None:
    page = opened(browser, tmp_path, module, 1280, 720)
    for _ in range(MOST_STEPS):
        if page.get_by_text("The end:").count():
            break
        page.keyboard.press("1")
        page.get_by_role("button", name="Show the split").press("Enter")
        page.get_by_role("button", name="Follow the majority").press("Enter")
    assert page.get_by_text("The end:").is_visible()
    assert page.get_by_text("Sixty seconds: check this meeting").is_visible()
    page.get_by_label("then we will").select_option(index=1)
    assert axe.faults(page) == []
    assert page.evaluate(LEAVES) == "[[],[]]"
    page.context.close()


def test_the_print_has_the_sheets_and_not_the_room(
    tmp_path: Path, browser: Browser
) -> None:
    page = opened(browser, tmp_path, "kind", 1280, 720)
    page.emulate_media(media="print")
    assert not page.locator("#room").is_visible()
    for heading in ("15 minutes", "30 minutes", "45 minutes", "Vote cards"):
        assert page.get_by_role("heading", name=heading).is_visible()
    assert len(page.pdf()) > 10_000
    page.context.close()
