"""What stands on the first screen of each story, and how long its endings are, on a phone and in
the frame of an LMS: the measures of the second edition.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from playwright.sync_api import Page

from olw_core import content
from olw_core.engine import engine
from olw_core.engine.record import Record
from olw_core.formats.compiled import Module
from olw_core.formats.view import View
from tests.browser.player.conftest import Open
from tests.browser.support import shots
from tests.browser.support.decision import decide
from tests.support.play import every_path

PHONE = (360, 740)
SIZES = {
    "phone": PHONE,
    "frame": (1280, 640),  # a window of 700 px, less the bar of the LMS
    "window": (650, 600),
}
THREE_SCREENS = 3 * PHONE[1]
LINES = """(text) => {
    const range = document.createRange();
    range.selectNodeContents(text);
    return new Set([...range.getClientRects()].map((line) => Math.round(line.top))).size;
}"""
BORDER = """(end) => {
    const look = getComputedStyle(end);
    return `${look.borderTopStyle} ${look.borderTopWidth}`;
}"""


def box(page: Page, selector: str) -> dict[str, float]:
    """Where this stands on the screen."""
    found = page.locator(selector).first.bounding_box()
    assert found is not None, selector
    top, height = found["y"], found["height"]
    return {"y": top, "height": height, "bottom": top + height}


@pytest.mark.parametrize("module", content.module_ids())
def test_the_storys_text_stands_on_the_first_screen(
    open_local: Open, module: str
) -> None:
    page = open_local([content.load(module)])
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        shots.take(page, f"first-{module}-{size}")
        stands_on_the_first_screen(page, width, height)


def stands_on_the_first_screen(page: Page, width: int, height: int) -> None:
    """The text of the scene, below one line of title and a low picture."""
    assert box(page, ".text")["bottom"] <= height
    title, minutes = box(page, "header .title"), box(page, "header .caption")
    assert minutes["y"] < title["bottom"]  # beside each other, on one line
    picture = box(page, ".pic")
    assert picture["height"] <= width / 4
    note = page.locator(".note.first > div")
    if note.count():
        assert note.evaluate(LINES) <= 2
        assert page.locator(".note").get_by_role("button").is_visible()


def words(view: View) -> int:
    """How many letters an ending shows before anything is opened."""
    shown = [view["html"], view["feedback"]["consequence"]]
    shown += [echo["html"] for echo in view.get("echoes", [])]
    first = max(view["result"]["decisions"], key=lambda one: one["stake"])
    shown += [first["why"], first["yours"], first["other"]]
    return len(re.sub("<[^>]+>", "", "".join(shown)))


def fullest(module: Module) -> dict[str, list[str]]:
    """The answers that lead to the fullest ending of each tone."""
    found: dict[str, tuple[int, list[str]]] = {}
    for record in every_path(module):
        view = engine.view(module, record)
        tone, length = view["ending"]["tone"], words(view)
        if length > found.get(tone, (0, []))[0]:
            found[tone] = (length, [answer for _tag, answer in record.steps])
    return {tone: answers for tone, (_, answers) in found.items()}


def before_the_last(module: Module, answers: Sequence[str]) -> Record:
    """What is kept of these answers but the last one."""
    record = engine.start(module)
    for step, answer in enumerate(answers[:-1]):
        record = engine.respond(module, record, 1, step, answer)
    return record


@pytest.mark.parametrize("module", content.module_ids())
def test_an_ending_is_three_phone_screens_long(open_local: Open, module: str) -> None:
    """Before anything is opened; and good, mixed and hard ones look different without colour.

    The learner comes back before the last decision of each, and makes it.
    """
    loaded = content.load(module)
    page = open_local([loaded], *PHONE, storageKey="kept")
    looks = {}
    for tone, answers in fullest(loaded).items():
        kept = engine.write(before_the_last(loaded, answers))
        page.evaluate("(text) => sessionStorage.setItem('kept', text)", kept)
        page.reload()
        decide(page, answers[-1])
        page.locator(".folds").wait_for()
        shots.take(page, f"end-{module}-{tone}")
        height = page.evaluate("document.documentElement.scrollHeight")
        assert height <= THREE_SCREENS, (tone, answers)
        looks[tone] = page.locator(".end").evaluate(BORDER)
    assert len(set(looks.values())) == len(looks) == 3
