"""The form in Chromium: by keyboard alone, accessible, on a phone's width, without a script."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.preview.test_author_pages import AXE, RUN, TAGS


def check(page: Page, width: int) -> None:
    page.add_script_tag(path=AXE)
    found = page.evaluate(RUN, TAGS)["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("width", [1280, 360])
def test_an_author_writes_by_keyboard(
    new_page: Callable[[], Page], url: str, folder: Path, width: int
) -> None:
    page = new_page()
    file = folder / "module.yaml"
    before = file.read_text("utf-8")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(url)
    page.get_by_role("link", name="Write in the browser").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Write the story")).to_be_visible()
    check(page, width)

    page.get_by_label("Its id").focus()
    page.keyboard.type("late")
    page.keyboard.press("Tab")
    page.keyboard.type("An")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Scene late")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("Added.")
    page.get_by_label("Recap").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("It is late: go home.")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Saved.")
    expect(page.get_by_text("No choice leads to this scene")).to_be_visible()
    check(page, width)

    page.get_by_role("link", name="All scenes").click()
    page.get_by_role("link", name="desk").click()
    page.get_by_label("Leads to").first.select_option("late")
    page.get_by_role("button", name="Save, and add an option").click()
    expect(page.get_by_role("group", name="Option d")).to_be_visible()
    written = file.read_text("utf-8")
    assert 'recap: "It is late: go home."' in written
    assert "go: late" in written
    check(page, width)

    page.get_by_label("What", exact=True).select_option("d")
    page.get_by_role("button", name="Take it away").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Taken away.")
    expect(page.get_by_role("group", name="Option d")).to_have_count(0)
    assert "desk.d" in file.read_text("utf-8")
    page.get_by_label("What", exact=True).select_option("")
    page.get_by_role("button", name="Take it away").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("story.start leads there")

    for _ in range(4):
        page.get_by_role("button", name="Undo the last change").press("Enter")
        expect(page.get_by_role("status")).to_have_text(
            "The last change is taken back."
        )
    expect(page.get_by_role("button", name="Undo the last change")).to_have_count(0)
    assert file.read_text("utf-8") == before
