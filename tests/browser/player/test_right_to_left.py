"""A language written from right to left: every box stands where its mirror image would."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from olw_core.formats.compiled import Module
from tests.browser.player.conftest import Open
from tests.browser.player.states import STATES
from tests.browser.support import axe, checks, shots
from tests.support.modules import golden

BOXES = """(player) => {
    const all = [...player.shadowRoot.querySelectorAll("*:not(svg *)")];
    const wide = player.ownerDocument.documentElement.clientWidth;
    const gone = player.ownerDocument.defaultView.scrollY;
    return all.filter((el) => el.checkVisibility())
        .filter((el) => !getComputedStyle(el).display.startsWith("inline"))
        .map((el) => [el, el.getBoundingClientRect()])
        .map(([el, box]) => [
            `${el.tagName} ${el.className} ${el.textContent.slice(0, 40)}`,
            Math.round(box.left), Math.round(wide - box.right), Math.round(box.top + gone)]);
}"""
"""What, the way from the left and from the right edge of the window, and from the page's top."""


NEARLY = 3
"""Pixels: a box as wide as its words changes a little where a full stop changes its place."""


def boxes(page: Page) -> list[list[Any]]:
    found: list[list[Any]] = checks.player_of(page).evaluate(BOXES)
    return found


def crooked(page: Page, mirror: Page) -> list[list[Any]]:
    """The boxes of a page that stand elsewhere in the other one's mirror."""
    found = []
    pairs = zip(boxes(page), boxes(mirror), strict=True)
    for (what, left, right, top), (_, *there) in pairs:
        sides = zip((right, left, top), there, strict=True)
        if max(abs(a - b) for a, b in sides) > NEARLY:
            found.append([what, left, right, top, *there])
    return found


@pytest.mark.parametrize(
    "state", ["error", "later", "ended", "planned", "card_answered"]
)
def test_every_box_is_mirrored(open_local: Open, kind: Module, state: str) -> None:
    page, mirror = open_local([kind]), open_local([kind], lang="ar")
    for one in (page, mirror):
        STATES[state](one)
    for width in (1280, 360):
        for one in (page, mirror):
            one.set_viewport_size({"width": width, "height": 900})
        shots.take(mirror, f"rtl-{state}-{width}")
        assert crooked(page, mirror) == []
        assert (axe.faults(mirror), checks.faults(mirror)) == ([], [])


@pytest.mark.parametrize("module_id", ["rate", "rank"])
def test_the_other_questions_too(open_local: Open, module_id: str) -> None:
    module = golden(module_id)
    page, mirror = open_local([module], 360), open_local([module], 360, lang="ar")
    for one in (page, mirror):
        one.locator(".q .opt, .q .rank").first.wait_for()
    shots.take(mirror, f"rtl-{module_id}")
    assert crooked(page, mirror) == []
    assert (axe.faults(mirror), checks.faults(mirror)) == ([], [])


def test_it_reads_so_before_the_script_runs(open_local: Open, kind: Module) -> None:
    page = open_local([kind], 360, lang="ar", context={"java_script_enabled": False})
    style = "(el) => getComputedStyle(el).direction"
    assert page.locator(".olw-first").evaluate(style) == "rtl"
