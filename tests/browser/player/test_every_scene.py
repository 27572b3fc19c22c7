"""Each scene and each ending of the stories on a phone, with what the choice before it led to.

One page for a story: a server that answers with what is wanted shows it scene after scene, so that
nobody has to play there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Page

from olw_core import content
from olw_core.engine import engine
from olw_core.engine.record import Record
from olw_core.engine.story import Walk, scene_at
from olw_core.formats.compiled import Module, Node
from tests.browser.support.play_api import Answer, PlayApi
from tests.support.play import every_turn

OpenRemote = Callable[..., tuple[Page, PlayApi]]
PHONE = 360
GO_ON = """async () => {
    const root = document.querySelector("olw-player").shadowRoot;
    const before = root.querySelector(".screen .top"), question = root.querySelector(".q");
    const drawn = () => !before.isConnected && root.querySelector(".screen .top");
    for (const box of root.querySelectorAll(".q input")) box.checked = box.matches("[type=radio]");
    for (const box of [...root.querySelectorAll(".q [type=checkbox]")].slice(0, 2)) box.click();
    const again = (button) => button.textContent === "Start again";
    if (question) question.querySelector(".btn").click();
    else [...root.querySelectorAll("button")].find(again).click();
    while (!drawn()) await new Promise(requestAnimationFrame);
}"""
"""Answers the question on the screen, or starts again from an ending."""

FAULTS = """() => {
    const root = document.querySelector("olw-player").shadowRoot, found = [];
    const wide = document.documentElement.scrollWidth - innerWidth;
    if (wide > 0) found.push(`wider by ${wide}`);
    for (const box of root.querySelectorAll(".screen *")) {
        const hides = getComputedStyle(box).overflowX === "hidden" && box.clientWidth > 1;
        if (hides && box.scrollWidth > box.clientWidth)
            found.push(`cut off: ${box.textContent.slice(0, 60)}`);
    }
    for (const place of root.querySelectorAll(".screen .pic, .screen .face")) {
        const drawing = place.matches("svg") ? place : place.querySelector("svg");
        if (!drawing || drawing.getBoundingClientRect().height < 20)
            found.push(`not drawn: ${place.className}`);
    }
    if (!root.querySelector(".screen .pic")) found.push("no picture");
    return found;
}"""


def met(module: Module) -> Iterator[Record]:
    """By a shortest way each: a scene with each text and picture it can have, and each ending."""
    seen: set[str] = set()
    for here in every_turn(module):
        shown = screen_of(here.node)
        if shown not in seen and not here.left:
            seen.add(shown)
            yield record_of(module, here)


def screen_of(node: Node) -> str:
    """What is drawn here that is not drawn elsewhere. Of an ending one text stands for all."""
    if node["item"] is None:
        return node["scene"]
    return f"{node['scene']} {node['text']} {node['picture']}"


def record_of(module: Module, here: Walk) -> Record:
    """As it stands after these decisions."""
    steps = []
    for decision in here.decisions:
        steps.append((scene_at(module, decision.node)["tag"], decision.answer))
    return replace(engine.start(module), steps=tuple(steps))


def show(page: Page, api: PlayApi, record: Record) -> None:
    """Go on from whatever is on the screen; what comes is the screen of this record."""
    api.record = record
    answer: Answer = (200, {"view": api.view()})
    api.post = lambda *_: answer  # type: ignore[method-assign]
    page.evaluate(GO_ON)


@pytest.mark.parametrize("module", content.module_ids())
def test_it_fits_a_phone_and_has_its_picture(
    open_remote: OpenRemote, module: str
) -> None:
    loaded = content.load(module)
    page, api = open_remote(loaded, PHONE)
    faults = {}
    for record in met(loaded):
        show(page, api, replace(record, steps=record.steps[:-1]))
        show(page, api, record)
        assert page.locator(".came").count() == 1
        if found := page.evaluate(FAULTS):
            faults[record.steps] = found
    assert faults == {}
