"""Keeps pictures of pages for people to look at, where OLW_SHOTS names a folder."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Page


def take(page: Page, name: str, *, whole: bool = True) -> None:
    """A picture, after a short wait for what moves. `whole`: of the page, not of the window."""
    folder = os.environ.get("OLW_SHOTS")
    if not folder:
        return
    Path(folder).mkdir(parents=True, exist_ok=True)
    page.wait_for_timeout(400)
    page.screenshot(path=Path(folder) / f"{name}.png", full_page=whole)
