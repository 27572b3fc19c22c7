"""One page in windows of several sizes: how a story looks there is for its style sheet alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from playwright.sync_api import Page

HIGH = 900
"""Pixels, where a window's height does not matter."""


def resized(page: Page, widths: Iterable[int]) -> Iterator[int]:
    """The page in windows of these widths, one after the other."""
    for width, _ in sized(page, [(width, HIGH) for width in widths]):
        yield width


def sized(page: Page, sizes: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The page in windows of these widths and heights, one after the other."""
    for width, height in sizes:
        page.set_viewport_size({"width": width, "height": height})
        yield width, height
