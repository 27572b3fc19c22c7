"""The way out of a story: from every screen, asked once,
and what was chosen stays when the answer is no.
"""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from olw_core.engine import engine
from olw_core.formats.compiled import Module
from tests.browser.player.conftest import Open
from tests.browser.player.states import choose, send, step
from tests.browser.support import axe, checks
from tests.browser.support.keyboard import Keyboard
from tests.browser.support.play_api import PlayApi

ASKED = "Do you want to leave this story?"


def _kept(page: Page) -> str | None:
    kept: str | None = page.evaluate("() => sessionStorage.getItem('kept')")
    return kept


def test_one_key_from_the_error_box_leaves_nothing(
    open_local: Open, kind: Module
) -> None:
    page = open_local([kind], storageKey="kept")
    send(page)
    page.locator(".problem").wait_for()
    page.keyboard.press("Shift+Tab")  # what is told to others
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name=ASKED).wait_for()
    assert (Keyboard(page).active()["text"], page.title()) == (
        ASKED,
        f"{ASKED} – {kind['title']}",
    )
    assert (_kept(page), page.locator(".end").count()) == (None, 0)
    assert page.get_by_role("link", name="Staff support line").count() == 1
    assert (
        page.get_by_role("progressbar").count() == 0
    )  # nought per cent would not be so here


def test_no_brings_back_what_was_on_the_screen(open_local: Open, kind: Module) -> None:
    page = open_local([kind], 320, storageKey="kept")
    choose(page)
    page.locator("footer").get_by_role("button", name="Leave this story").click()
    page.get_by_role("heading", name=ASKED).wait_for()
    assert (axe.faults(page), checks.faults(page)) == ([], [])
    page.get_by_role("button", name="No, go back to the story").click()
    assert page.locator(".q input:checked").count() == 1
    assert Keyboard(page).active()["text"].startswith("Scene 1")
    step(page)
    page.locator("footer").get_by_role("button", name="Leave this story").click()
    page.get_by_role("button", name="No, go back to the story").click()
    assert page.locator(".top .caption").inner_text() == "Scene 2"
    assert page.locator(".came").count() == 1


def test_yes_goes_the_short_way_which_has_an_ending_of_its_own(
    open_local: Open, kind: Module
) -> None:
    page = open_local([kind], storageKey="kept")
    page.locator(".note").get_by_role("button", name="Leave this story").click()
    page.get_by_role("button", name="Yes, leave the story").click()
    _first_of_the_short_way(page, kind)
    assert (_kept(page) or "").split(".")[4].endswith("_")
    assert page.get_by_role("button", name="Leave this story").count() == 0
    for _moment in range(3):
        assert page.locator(".end").count() == 0
        step(page)
    assert page.locator(".end .top").inner_text().split("\n")[-1] == _title(kind)
    page.locator("section").first.wait_for()
    assert page.get_by_text("You left").count() == 0


def test_the_short_way_by_keyboard_completes_and_nothing_shows_it(
    open_local: Open, kind: Module
) -> None:
    page = open_local([kind], 320, storageKey="kept")
    keyboard = Keyboard(page)
    keyboard.go_on("a")
    keyboard.press("Leave this story")
    page.get_by_role("heading", name=ASKED).wait_for()
    assert page.get_by_text("It counts just the same").count() == 1
    keyboard.press("Yes, leave the story")
    _first_of_the_short_way(page, kind)
    for _moment in range(3):
        assert (axe.faults(page), checks.faults(page)) == ([], [])
        assert page.locator("footer").get_by_text("Leave").count() == 0
        keyboard.go_on("a")
    page.locator(".folds").wait_for()
    assert (axe.faults(page), checks.faults(page)) == ([], [])
    _looks_like_any_ending(page, kind)
    done = engine.read(kind, _kept(page) or "").record.done
    assert done is not None and done.percent is not None
    page.reload()
    page.locator(".folds").wait_for()
    _looks_like_any_ending(page, kind)


def _looks_like_any_ending(page: Page, module: Module) -> None:
    """All that is told is told of the three moments; no word of a story that was left."""
    scenes = module["story"]["scenes"]
    page.get_by_text("Other decisions: 2").click()
    shown = page.locator(".olw").inner_text()
    assert module["story"]["scenes"]["garage"]["setting"]["place"] not in shown
    assert page.locator(".path > details").count() == 1 + 2 + 1
    assert scenes["_way_end"]["ending"] is not None
    for word in ("Leave", "short way", "You left"):
        assert word not in shown


def _title(module: Module) -> str:
    """Of the ending that the short way leads to."""
    ending = module["story"]["scenes"]["_way_end"]["ending"]
    assert ending is not None
    return ending["title"]


def _first_of_the_short_way(page: Page, module: Module) -> None:
    """The first of its moments stands on the screen."""
    place = module["story"]["scenes"]["_way1"]["setting"]["place"]
    page.locator(".top", has_text=place).wait_for()


def test_without_the_second_script_one_press_leaves(
    open_local: Open, kind: Module
) -> None:
    """The question is not worth keeping someone in who wants to go."""
    page = open_local([kind], more="/gone.js", storageKey="kept")
    page.locator(".note").get_by_role("button", name="Leave this story").click()
    _first_of_the_short_way(page, kind)
    assert (_kept(page) or "").split(".")[4].endswith("_")


def test_a_server_is_asked_only_after_yes(
    open_remote: Callable[..., tuple[Page, PlayApi]], kind: Module
) -> None:
    page, api = open_remote(kind)
    page.locator(".note").get_by_role("button", name="Leave this story").click()
    page.get_by_role("heading", name=ASKED).wait_for()
    assert api.seen == []
    api.fail = [500]
    page.get_by_role("button", name="Yes, leave the story").click()
    page.locator(".problem").wait_for()
    page.get_by_role("button", name="Yes, leave the story").click()
    _first_of_the_short_way(page, kind)
    assert [body["response"] for _name, body in api.seen] == ["_", "_"]
