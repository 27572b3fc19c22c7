"""Events to wait for, where a test would otherwise wait for time to pass."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Frame, Page

_DRAWN = """(count) => new Promise((done) => {
    const next = () => {
        if (count-- > 0) requestAnimationFrame(next);
        else done();
    };
    next();
})"""

_SECOND_SCRIPT = """() => performance.getEntriesByType("resource")
    .some((one) => one.name.includes("player-more") && one.responseEnd > 0)"""


def drawn(place: Page | Frame, frames: int = 3) -> None:
    """Until the page was drawn so often: what follows from the last event at once has come."""
    place.evaluate(_DRAWN, frames)


def second_script(place: Page | Frame) -> None:
    """Until the script that comes after the first paint is there, and was run."""
    place.wait_for_function(_SECOND_SCRIPT)
    drawn(place)


def until(page: Page, holds: Callable[[], bool], milliseconds: int = 12_000) -> None:
    """Until this holds; `page` goes on meanwhile. Fails when the time is over."""
    for _ in range(milliseconds // 50):
        if holds():
            return
        page.wait_for_timeout(50)
    assert holds()
