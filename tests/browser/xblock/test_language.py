"""The language of a story, chosen above it: the page comes anew, and the story goes on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from olw_core import content
from tests.browser.conftest import NewPage
from tests.browser.support import axe, checks, shots
from tests.browser.support import site as sites
from tests.browser.support.keyboard import Keyboard
from tests.browser.support.story import SIZES, path
from tests.browser.xblock.lms import Unit
from tests.support.translated import OPEN, lay

pytestmark = pytest.mark.browser


@pytest.fixture
def unit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Unit]:
    lay(tmp_path, content.folder("kind"), "ar")
    monkeypatch.setenv("OLW_MODULES_PATH", str(tmp_path))
    monkeypatch.setattr("olw_xblock.platform.language", lambda: "en")
    with sites.running() as site:
        yield Unit(site)


@pytest.mark.parametrize("size", ["1280", "360"])
def test_it_is_chosen_in_the_middle(unit: Unit, new_page: NewPage, size: str) -> None:
    usage = unit.add(module="kind")
    page = new_page(**SIZES[size])
    page.goto(unit.open())
    hands = Keyboard(page)
    hands.player = page.locator("olw-player .olw:not(.olw-first)")
    answers = path()[0]
    hands.go_on(answers[0])
    hands.player.locator(".told").first.wait_for()
    button = page.get_by_role("button", name="العربية")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.locator("olw-player")).to_have_attribute("dir", "rtl")
    expect(hands.player.locator(".q")).to_contain_text(OPEN)
    shots.take(page, f"xblock-language-{size}")
    for part in ("olw-player", ".olw-languages"):
        assert axe.faults(page, part) == []
    assert checks.faults(page) == []
    for answer in answers[1:]:
        hands.go_on(answer)
    hands.player.get_by_role("heading", name="Looking back").wait_for()
    assert unit.row(usage).grade is not None


def test_what_cannot_be_chosen_is_said(unit: Unit, new_page: NewPage) -> None:
    unit.add(module="kind")
    page = new_page()
    page.goto(unit.open())
    page.route("**/api/*choose_language*", lambda route: route.abort())
    page.get_by_role("button", name="العربية").click()
    told = page.get_by_role("group", name="Language of the story").get_by_role("status")
    expect(told).to_have_text(
        "The language could not be changed. Check your connection and try again."
    )
