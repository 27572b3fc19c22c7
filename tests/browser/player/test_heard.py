"""What a screen reader needs that axe-core cannot see; each form was tried by ear
(docs/ld-importers).

Held here on the accessibility tree and on the document: the tests hear nothing themselves.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from olw_core.formats.compiled import Module
from tests.browser.player.conftest import Open
from tests.browser.player.states import (
    choose,
    choose_plan,
    ended,
    play,
    send,
    step,
    unfold,
)
from tests.browser.support.keyboard import Keyboard
from tests.support.modules import golden

# The caret that browse mode leaves in a control, and what is selected when the focus arrives.
CARET = """(selector) => {
    const root = document.querySelector("olw-player").shadowRoot;
    const control = root.querySelector(selector);
    const words = control.firstChild;
    control.focus();
    getSelection().setBaseAndExtent(words, 0, words, 1);
    window.arrived = [];
    root.addEventListener("focusin", (event) =>
        window.arrived.push([event.target.tagName, getSelection().rangeCount]), {once: true});
    return getSelection().rangeCount;
}"""
ENDED = "The end of this story: a mixed one e"
ARRIVED = "() => window.arrived"
LOOKS = """(place) => {
    const { display, visibility } = getComputedStyle(place);
    return [display, visibility];
}"""
ROOT = Path(__file__).parents[3]
SHEETS = (
    "olw_core/player/dist/player.css",
    "olw_core/page/page.css",
    "lti_service/static/*.css",
    "demo/platform/static/*.css",
)
FIELDS = """(place) => {
    const described = (el) => (el.getAttribute("aria-describedby") || "").split(" ")
        .map((id) => el.getRootNode().getElementById(id)?.textContent || "").join(" ");
    const told = ":is(fieldset, input):is([aria-invalid], [aria-describedby])";
    return [...place.querySelectorAll(told)]
        .map((el) => [el.tagName, el.getAttribute("aria-invalid"), described(el)]);
}"""


def _arrival(page: Page, selector: str) -> Any:
    """Press the control in which browse mode's caret stands;
    what got the focus, with how much selected.
    """
    assert page.evaluate(CARET, selector) == 1
    page.keyboard.press("Enter")
    page.wait_for_function("() => window.arrived.length")
    return page.evaluate(ARRIVED)


def test_no_caret_is_left_behind_when_a_screen_goes(
    open_local: Open, kind: Module
) -> None:
    page = open_local([kind])
    choose(page)
    assert _arrival(page, ".q .btn") == [["H2", 0]]
    assert _arrival(page, "footer .btn") == [["H2", 0]]
    assert _arrival(page, ".taps .second") == [["H2", 0]]


def test_no_caret_is_left_behind_in_the_parts_of_an_ending(
    open_local: Open, kind: Module
) -> None:
    page = open_local([kind])
    play(page)
    unfold(page, "Your plan")
    choose_plan(page)
    assert _arrival(page, ".inner .btn") == [["P", 0]]
    assert _arrival(page, ".inner .btn.main") == [["P", 0]]
    assert _arrival(page, ".path .btn.link") == [["H2", 0]]


def test_what_is_selected_on_a_page_stays_while_nobody_acts(
    open_local: Open, kind: Module
) -> None:
    """The player may stand on somebody else's page."""
    script = """addEventListener("DOMContentLoaded", () => {
        const p = document.body.appendChild(document.createElement("p"));
        p.textContent = "Words of the page";
        getSelection().selectAllChildren(p);
    })"""
    page = open_local([kind])
    page.add_init_script(script)
    page.reload()
    page.locator(".q button").first.wait_for()
    assert page.evaluate("() => getSelection().toString()") == "Words of the page"


@pytest.mark.parametrize(
    ("module_id", "message", "tree"),
    [
        ("one_decision", "Choose one before you go on", "radiogroup"),
        ("rate", "Choose an answer for each line", "radiogroup"),
        ("pick", "Choose 3, no more and no fewer", "group"),
    ],
)
def test_an_error_is_a_box_with_a_name_and_a_description(
    open_local: Open, module_id: str, message: str, tree: str
) -> None:
    page = open_local([golden(module_id)])
    send(page)
    page.locator(".problem").wait_for()
    assert Keyboard(page).active()["className"] == "problem"
    assert page.locator(".problem").aria_snapshot() == (
        '- group "There is a problem":\n'
        '  - heading "There is a problem" [level=3]\n'
        "  - list:\n    - listitem:\n"
        f'      - link "{message}":\n        - /url: '
        f"{page.locator('.problem a').get_attribute('href')!r}"
    ).replace("'", '"')
    expect(page.locator(".problem")).to_have_accessible_description(message)
    field = page.locator(".problem a").get_attribute("href")
    told = page.locator(".q").evaluate(FIELDS)
    invalid = ["true", None] if tree == "radiogroup" else [None, "true"]
    words = f"Error: {message}"
    assert told == [["FIELDSET", invalid[0], words], ["INPUT", invalid[1], words]]
    assert page.locator(f".q fieldset[role=radiogroup] {field}").count() == (
        tree == "radiogroup"
    )


def test_a_mended_error_leaves_nothing_behind(open_local: Open) -> None:
    page = open_local([golden("pick")])
    send(page)
    send(page)
    page.locator(".problem").wait_for()
    assert page.locator(".problem, .err").count() == 2
    page.locator(".q input").first.check()
    send(page)
    assert len(page.locator(".q").evaluate(FIELDS)) == 2
    for i in (1, 2):
        page.locator(".q input").nth(i).check()
    send(page)
    page.locator(".came").wait_for()
    heading = " ".join(page.locator(".top").last.inner_text().split())
    assert (heading, page.title()) == (ENDED, f"{ENDED} – Pick")


@pytest.mark.parametrize(
    ("module_id", "name"),
    [
        ("pick", "Which three? Choose 3."),
        ("rank", "What first? Put the best first. Use the buttons or the lists."),
    ],
)
def test_how_to_answer_is_part_of_the_groups_name(
    open_local: Open, module_id: str, name: str
) -> None:
    module = golden(module_id)
    page = open_local([module])
    page.locator(".opt, .rank").first.wait_for()
    start = page.locator(".q fieldset").aria_snapshot().splitlines()[0]
    assert start == f'- group "{name}":'


def test_headings_say_what_was_chosen_then_scene_and_place(
    open_local: Open, kind: Module
) -> None:
    page = open_local([kind])
    assert page.locator(".top").inner_text() == "Scene 1 Ambulance garage"
    step(page)
    assert page.locator(".top").first.inner_text() == "You chose"
    assert page.locator(".top").last.inner_text().startswith("Scene 2 ")


def test_progress_has_a_name_and_no_total(open_local: Open, kind: Module) -> None:
    page = open_local([kind])
    step(page)
    assert (
        page.locator("header")
        .get_by_role("progressbar", name="How far you are in this story")
        .count()
        == 1
    )
    assert page.locator(".top .caption").inner_text() == "Scene 2"
    ended(page)
    assert page.locator("progress").get_attribute("value") == "100"


def test_an_empty_status_is_no_place_to_stop_at(open_local: Open, kind: Module) -> None:
    """In Chromium Orca stops at an empty one that has the role, as "statusbar"."""
    page = open_local([kind])
    assert page.locator(".status").inner_text() == ""
    assert page.get_by_role("status").count() == 0


def test_the_first_words_of_the_status_are_heard(
    open_local: Open, kind: Module
) -> None:
    """Firefox tells of words that come to a place, and not of a place that comes with its words
    (heard with Orca 43.1 in Firefox 153: hidden while it was empty, it stayed silent).
    """
    page = open_local([kind])
    place = page.locator(".status[aria-live=polite]")
    assert place.evaluate(LOOKS) == ["block", "visible"]
    place.evaluate("(place) => { window.before = place; }")
    step(page)
    page.get_by_text("Saved. You can close this.").wait_for()
    assert place.evaluate("(place) => place === window.before")


def test_no_style_takes_the_first_letter_of_a_word_away() -> None:
    """Firefox gives a `::first-letter` to screen readers as a word of its own: "S", "cene 2"."""
    sheets = [sheet for place in SHEETS for sheet in ROOT.glob(place)]
    assert len(sheets) > len(SHEETS)
    assert [
        one.name for one in sheets if "first-letter" in one.read_text("utf-8")
    ] == []
