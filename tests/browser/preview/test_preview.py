"""The preview in Chromium: an author saves, the page follows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect


def test_the_page_follows_the_author(
    new_page: Callable[[], Page], url: str, folder: Path
) -> None:
    page = new_page()
    story = folder / "module.yaml"
    text = story.read_text("utf-8")
    page.goto(url)
    expect(
        page.get_by_text("It is ten past nine.").filter(visible=True)
    ).to_be_visible()
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("Sam looks at the door").first).to_be_visible()

    story.write_text(
        text.replace("Sam looks at the door", "Sam looks at the clock"), "utf-8"
    )
    expect(
        page.get_by_role("heading", name="Ward office")
    ).to_be_visible()  # resumed where the author was

    story.write_text(text.replace("go: ending_heard", "go: nowhere"), "utf-8")
    expect(page.get_by_role("heading", name="1 error to mend")).to_be_visible()
    expect(page.get_by_text("There is no scene 'nowhere'.")).to_be_visible()

    story.write_text(text, "utf-8")
    page.get_by_role("button", name="Start as a new learner").click()
    expect(
        page.get_by_text("It is ten past nine.").filter(visible=True)
    ).to_be_visible()
