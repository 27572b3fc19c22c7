"""Chromium without what the oldest promised browsers lack (docs/ld-importers/browsers.md)."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Frame, Page

OLDEST = Path(__file__).with_suffix(".js").read_text("utf-8")
"""A script that runs before those of a page."""
TOO_YOUNG = "this is what a newer script looks like to an old browser"
"""A script that no browser can read."""

_END = "() => document.getAnimations().forEach((animation) => animation.finish())"


def past_waiting(page: Page | Frame) -> None:
    """As if the script had been waited for long enough."""
    page.evaluate(_END)
