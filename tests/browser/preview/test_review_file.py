"""The review file in Chromium, from a file and without a server: it plays to an ending, and
comments stay, are saved and are read.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from olw_core import content
from olw_core.authoring import comments
from olw_core.preview.review_file import review_file

PLACE = "story.scenes.garage.item.options.a"


def opened(page: Page, folder: Path) -> None:
    path = folder / "review.html"
    path.write_text(
        review_file(content.compile_folder(content.folder("kind"))), "utf-8"
    )
    page.goto(path.as_uri())


def test_it_plays_to_an_ending(new_page: Callable[[], Page], tmp_path: Path) -> None:
    page = new_page()
    opened(page, tmp_path)
    player = page.locator("olw-player")
    for _ in range(6):
        player.get_by_role("radio").first.check()
        player.get_by_role("button", name="Continue").click()
    expect(player.get_by_text("The end of this story").first).to_be_visible()
    expect(player.get_by_text("Looking back").first).to_be_visible()


def test_every_scene_can_be_played(
    new_page: Callable[[], Page], tmp_path: Path
) -> None:
    """The map leads to the scene, and the scene to the player."""
    page = new_page()
    opened(page, tmp_path)
    page.locator(".graph a[href='#jump-car_park']").click()
    scene = page.locator("#jump-car_park")
    expect(scene).to_be_in_viewport()
    words = scene.locator("p:not([class])").nth(1).inner_text()
    scene.get_by_role("button", name="Play from here").click()
    expect(page.locator("olw-player").get_by_text(words).first).to_be_visible()
    expect(page.locator("olw-player")).to_be_in_viewport()


def test_comments_stay_and_reach_the_author(
    new_page: Callable[[], Page], tmp_path: Path
) -> None:
    page = new_page()
    opened(page, tmp_path)
    page.get_by_label("Your name").fill("Ola")
    page.get_by_text("Comment on option a").first.click()
    box = page.locator(f"textarea[data-place='{PLACE}']")
    box.fill("Asha would\nnot say that.")
    expect(page.get_by_role("status").first).to_have_text(
        "1 comment, kept in this browser."
    )
    page.reload()
    expect(box).to_be_visible()
    expect(box).to_have_value("Asha would\nnot say that.")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save my comments").click()
    download.value.save_as(tmp_path / "comments.json")
    found = comments.read((tmp_path / "comments.json").read_text("utf-8"))
    version = content.load("kind")["version"]
    data = {"version": version, "story": {"scenes": {}}}
    assert list(comments.lines(found, data)) == [
        f"Ola on 'kind', version {version}:",
        f"  {PLACE} (no longer there)",
        "    Asha would",
        "    not say that.",
    ]


def test_every_box_has_a_place_of_its_own(
    new_page: Callable[[], Page], tmp_path: Path
) -> None:
    page = new_page()
    opened(page, tmp_path)
    places = page.locator("textarea").evaluate_all(
        "boxes => boxes.map(box => box.dataset.place)"
    )
    assert len(places) == len(set(places)) > 300
