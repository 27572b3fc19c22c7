"""The steps of the authors' guides that stand in a browser, in the order of an author's day.

With OLW_SHOTS=docs/images this makes the guides' pictures anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from olw_core import content
from olw_core.preview.review_file import review_file
from tests.browser.support import shots

ROOT = Path(__file__).resolve().parents[3]
GUIDES = [ROOT / "docs" / "authors.md", *(ROOT / "docs" / "authors").glob("*.md")]
TAKEN = {
    "author-preview",
    "author-map",
    "author-errors",
    "author-form",
    "author-review",
}


SHORT = """folder => document.querySelectorAll("code").forEach(
  (code) => { code.textContent = code.textContent.replace(folder, "late_list"); })"""
"""The picture shows a story's folder as an author has it, not where a test keeps it."""


def take(page: Page, name: str) -> None:
    """A picture of what fits a small window."""
    assert name in TAKEN
    shots.take(page, name, whole=False)


def test_a_story_is_tried_mended_written_and_reviewed(
    new_page: Callable[..., Page], url: str, folder: Path
) -> None:
    page = new_page(width=760, height=640)
    page.goto(url)
    player = page.locator("olw-player")
    expect(player.get_by_role("radio")).to_have_count(3)
    take(page, "author-preview")
    page.get_by_text("Preview: story map").click()
    page.get_by_role("region", name="Story map").scroll_into_view_if_needed()
    expect(page.locator(".map a")).to_have_count(5)
    page.mouse.wheel(0, 1000)
    take(page, "author-map")

    story = folder / "module.yaml"
    text = story.read_text("utf-8")
    story.write_text(text.replace("text: Ride to", "text: Ride: to", 1), "utf-8")
    expect(page.get_by_role("heading", name="1 error to mend")).to_be_visible()
    expect(page.get_by_text("Put the whole text in quotes")).to_be_visible()
    page.set_viewport_size({"width": 760, "height": 300})
    page.evaluate(SHORT, str(folder))
    take(page, "author-errors")
    page.set_viewport_size({"width": 760, "height": 640})
    story.write_text(text, "utf-8")
    expect(player.get_by_role("radio")).to_have_count(3)

    page.get_by_role("link", name="Write in the browser").click()
    page.get_by_role("link", name="desk").click()
    page.get_by_role("group", name="Option a").evaluate(
        "group => group.scrollIntoView()"
    )
    take(page, "author-form")
    page.get_by_label("What the learner does").first.fill("Leave it: Sam said so.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("Saved.")
    assert 'text: "Leave it: Sam said so."' in story.read_text("utf-8")

    file = folder.parent / "draft-review.html"
    file.write_text(review_file(content.compile_folder(folder)), "utf-8")
    page.goto(file.as_uri())
    page.get_by_text("Comment on option a").first.click()
    page.get_by_label("Comment on option a").first.fill("Sam would not say so.")
    page.get_by_label("Comment on option a").first.scroll_into_view_if_needed()
    expect(page.locator("#kept")).to_have_text("1 comment, kept in this browser.")
    take(page, "author-review")


def test_the_guides_show_each_picture_and_describe_it() -> None:
    texts = "\n".join(path.read_text("utf-8") for path in GUIDES)
    shown = re.findall(r"!\[([^\]]{20,})\]\((?:\.\./)?images/([\w-]+)\.png\)", texts)
    assert {name for _, name in shown} == TAKEN
    for name in TAKEN:
        size = (ROOT / "docs" / "images" / f"{name}.png").stat().st_size
        assert 2_000 < size <= 100_000, f"{name}: {size} bytes"
