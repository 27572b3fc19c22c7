"""In the course's frame: as high as the story at every step, up and down, one block or several."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.conftest import NewPage
from tests.browser.support import shots
from tests.browser.support import site as sites
from tests.browser.support.story import SIZES, path
from tests.browser.xblock.lms import Unit

pytestmark = pytest.mark.browser

FITS = """() => {
  const frame = document.querySelector("iframe");
  const inside = frame.contentDocument;
  const wanted = inside.body.scrollHeight;
  const player = inside.querySelector("olw-player");
  const wide = inside.documentElement.scrollWidth - frame.clientWidth;
  const low = player.getBoundingClientRect().bottom - frame.clientHeight;
  return Math.abs(frame.clientHeight - wanted) <= 1 && low <= 0 && wide <= 0;
}"""
HEIGHT = "document.querySelector('iframe').clientHeight"


@pytest.fixture
def unit() -> Iterator[Unit]:
    with sites.running() as site:
        yield Unit(site)


def fitting(page: Page) -> int:
    """The frame's height, once it is that of what is in it."""
    page.wait_for_function(FITS)
    return int(page.evaluate(HEIGHT))


def answer(inside: FrameLocator, response: str) -> None:
    """One decision of the first story: choose, go on, and wait for what follows."""
    player = inside.locator("olw-player").first
    top = player.locator(".screen .top").last
    before = top.inner_text()
    for letter in response:
        player.locator(f".q input[value='{letter}']").first.check()
    player.locator(".q").get_by_role("button", name="Continue").click()
    expect(top).not_to_have_text(before, use_inner_text=True)


@pytest.mark.parametrize("size", SIZES)
def test_the_frame_follows_the_story(unit: Unit, new_page: NewPage, size: str) -> None:
    unit.add(module="kind")
    unit.add(module="kind", show="cards")
    page = new_page(**SIZES[size])
    page.goto(unit.open_in_course())
    inside = page.frame_locator("iframe")
    inside.locator("olw-player .q button").first.wait_for()
    inside.get_by_text("I’ve got this today").wait_for()
    heights = [fitting(page)]
    for response in path()[0]:
        answer(inside, response)
        heights.append(fitting(page))
    inside.get_by_role("heading", name="Looking back").wait_for()
    heights.append(fitting(page))
    more = inside.locator("olw-player .path").first.locator("> details").last
    more.locator("summary").first.click()
    unfolded = fitting(page)
    more.locator("summary").first.click()
    folded = fitting(page)
    assert unfolded > folded
    assert len(set(heights)) > 2
    shots.take(page, f"xblock-frame-{size}")
