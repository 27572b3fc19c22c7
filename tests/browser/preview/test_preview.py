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
    page.get_by_role("radio", name="She cut you off. I saw it.").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("Sam looks at the door").first).to_be_visible()

    story.write_text(
        text.replace("Sam looks at the door", "Sam looks at the clock"), "utf-8"
    )
    # resumed where the author was, with the new words of what came of the choice
    expect(page.get_by_text("Sam looks at the clock").first).to_be_visible()
    expect(page.get_by_role("heading", name="Ward office")).to_be_visible()

    story.write_text(text.replace("to: ending_heard", "to: nowhere"), "utf-8")
    expect(page.get_by_role("heading", name="2 errors to mend")).to_be_visible()
    expect(page.get_by_text("There is no scene 'nowhere'.").first).to_be_visible()

    story.write_text(text, "utf-8")
    page.get_by_role("button", name="Start as a new learner").click()
    expect(
        page.get_by_text("It is ten past nine.").filter(visible=True)
    ).to_be_visible()


def test_a_save_at_an_ending_keeps_what_came_of_the_last_choice(
    new_page: Callable[[], Page], url: str, folder: Path
) -> None:
    page = new_page()
    page.goto(url)
    player = page.locator("olw-player")
    for words in ("It is ten past nine.", "The next meeting starts at two"):
        expect(player.get_by_text(words).filter(visible=True)).to_be_visible()
        player.get_by_role("radio").first.check()
        player.get_by_role("button", name="Continue").click()
    came = player.locator(".came")
    expect(came.get_by_text("It lasts for six seconds.")).to_be_visible()
    story = folder / "module.yaml"
    text = story.read_text("utf-8")
    story.write_text(text.replace("It lasts for six", "It lasts for ten"), "utf-8")
    expect(came.get_by_text("It lasts for ten seconds.")).to_be_visible()


def test_the_map_leads_to_each_scene_by_keyboard(
    new_page: Callable[[], Page], url: str
) -> None:
    page = new_page()
    page.goto(url)
    page.get_by_text("Preview: story map").click()
    box = page.locator(".map a[href='#jump-meeting']")
    box.focus()
    page.keyboard.press("Enter")
    expect(page.locator("olw-player").get_by_text("eleven points")).to_be_visible()
    page.get_by_text("Preview: story map").click()
    page.locator(".map a", has_text="Nothing else").click()
    expect(page.locator("olw-player").get_by_text("Nothing else").first).to_be_visible()


def test_an_author_plays_from_any_scene(new_page: Callable[[], Page], url: str) -> None:
    """Each state and each ending is one click away."""
    page = new_page()
    page.goto(url)
    page.get_by_text("Preview: play from a scene").click()
    names = page.locator(".jump").all_inner_texts()
    assert names[0] == "desk"
    ending = page.locator("li", has_text="of random play").last
    title = ending.inner_text().split(": ")[1].split(";")[0]
    ending.locator("button").last.click()
    expect(page.locator("olw-player").get_by_text(title).first).to_be_visible()
