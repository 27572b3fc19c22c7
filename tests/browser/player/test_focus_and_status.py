"""Where the focus goes, and what is announced: checklist rows 1 to 3, 6, 7, 9, 16, 23."""

from __future__ import annotations

from playwright.sync_api import Page

from olw_core.formats.compiled import Module
from tests.browser.player.conftest import Open
from tests.browser.player.states import choose, error, feedback, play, send, step
from tests.browser.support import waits
from tests.browser.support.keyboard import Keyboard
from tests.support.modules import first_choice

WATCH = """() => {
    const status = document.querySelector("olw-player").shadowRoot.querySelector(".status");
    window.said = [];
    const changes = {childList: true, characterData: true, subtree: true};
    new MutationObserver(() => window.said.push(status.textContent)).observe(status, changes);
}"""


def _said(page: Page) -> list[str]:
    waits.drawn(page)
    said: list[str] = page.evaluate("() => window.said.splice(0)")
    return said


def test_opening_moves_no_focus_and_says_nothing(
    open_local: Open, kind: Module
) -> None:
    page = open_local([kind])
    waits.second_script(page)
    assert page.evaluate("() => [document.activeElement.tagName, scrollY]") == [
        "BODY",
        0,
    ]
    assert page.locator(".status").inner_text() == ""


def test_an_action_moves_the_focus_to_the_new_heading_and_says_one_thing(
    open_local: Open, kind: Module
) -> None:
    page = open_local([kind], height=480)
    page.evaluate(WATCH)
    step(page)
    heading = Keyboard(page).active()
    assert (heading["tag"], heading["text"]) == ("H2", "You chose")
    assert _said(page) == ["Saved. You can close this."]
    assert (
        page.locator(".top").first.evaluate(
            "(top) => top.getBoundingClientRect().top >= 0"
        )
        is True
    )
    step(page)
    assert Keyboard(page).active()["text"] == "You chose"
    assert _said(page) == []  # the state lasts, and is not said twice


def test_what_happened_comes_before_the_next_scene(
    open_local: Open, kind: Module
) -> None:
    """One screen and one press for a decision; read from the top: choice, consequence, scene."""
    page = open_local([kind])
    choose(page)
    chosen = page.locator(".opt:has(:checked)").inner_text()
    send(page)
    page.locator(".came").wait_for()
    first = first_choice(kind)["options"][0]
    came = page.locator(".came").inner_text().split("\n")
    assert [line for line in came if line] == [
        "You chose",
        chosen,
        first["feedback"]["consequence"],
    ]
    headings = page.locator(".screen h2").all_inner_texts()
    assert headings[0] == "You chose"
    assert headings[1].startswith("Scene 2 ")
    assert page.locator(".q").count() == 1
    secrets = ("Why it went so", first["feedback"]["why"])
    assert [page.get_by_text(words).count() for words in secrets] == [0, 0]


def test_the_page_title_names_scene_and_module(open_local: Open, kind: Module) -> None:
    page = open_local([kind])
    first = page.locator(".top").inner_text()
    assert first.startswith("Scene 1 ")
    assert page.title() == f"{first} – {kind['title']}"
    error(page)
    assert page.title() == f"Error: {first} – {kind['title']}"
    step(page)
    second = page.locator(".top").last.inner_text()
    assert page.title() == f"{second} – {kind['title']}"


def test_the_title_of_somebody_elses_page_stays(open_local: Open, kind: Module) -> None:
    page = open_local([kind], ownsPage=False)
    error(page)
    assert page.title() == kind["title"]


def test_an_empty_answer_leads_to_the_field(open_local: Open, kind: Module) -> None:
    page = open_local([kind])
    keyboard = Keyboard(page)
    keyboard.press("Continue")
    page.locator(".problem").wait_for()
    assert keyboard.active()["className"] == "problem"
    keyboard.tab_to("A", "Choose one before you go on")
    keyboard.keys.press("Enter")
    first = first_choice(kind)["options"][0]["id"]
    assert (keyboard.active()["tag"], keyboard.active()["value"]) == ("INPUT", first)
    described = page.locator(".q fieldset").evaluate(
        "(set) => set.getAttribute('aria-describedby').split(' ').map((id) => "
        "set.getRootNode().getElementById(id).textContent).join(' ')"
    )
    assert described == "Error: Choose one before you go on"


def test_feedback_is_told_in_words_and_stays(open_local: Open, kind: Module) -> None:
    page = open_local([kind])
    page.clock.install()
    feedback(page)
    words = page.locator(".came").inner_text()
    page.clock.fast_forward(60_000)
    assert page.locator(".came").inner_text() == words


def test_two_hours_later_everything_still_works(open_local: Open, kind: Module) -> None:
    page = open_local([kind], storageKey="kept")
    page.clock.install()
    choose(page)
    page.clock.fast_forward("02:00:00")
    send(page)
    page.locator(".came").wait_for()
    assert page.evaluate("() => sessionStorage.getItem('kept')").split(".")[4] != ""


def test_a_double_click_sends_once(open_local: Open, kind: Module) -> None:
    page = open_local([kind], storageKey="kept")
    choose(page)
    page.locator(".q .btn").dblclick()
    page.locator(".came").wait_for()
    assert (
        len(
            page.evaluate("() => sessionStorage.getItem('kept')")
            .split(".")[4]
            .split("-")
        )
        == 1
    )


def test_a_new_try_keeps_the_decisions_before_it(
    open_local: Open, kind: Module
) -> None:
    page = open_local([kind], storageKey="kept")
    play(page)
    steps = (
        page.evaluate("() => sessionStorage.getItem('kept')").split(".")[4].split("-")
    )
    page.get_by_text("Other decisions: ").click()
    third = page.locator(".path details", has_text="Scene 3").last
    third.locator("summary").first.click()
    third.get_by_role("button", name="Try another way from here").click()
    page.locator(".q button").first.wait_for()
    _, _, _, attempt, kept, *_ = page.evaluate(
        "() => sessionStorage.getItem('kept')"
    ).split(".")
    assert (attempt, kept.split("-")) == ("2", steps[:2])
    assert Keyboard(page).active()["text"].startswith("Scene 3")


def test_the_links_below_stand_in_the_same_order_on_every_scene(
    open_local: Open, kind: Module
) -> None:
    page = open_local([kind])
    seen = []
    for _ in range(3):
        seen.append(page.locator("footer > *").all_inner_texts())
        step(page)
    assert (
        seen == [["Leave this story", "People you can talk to", "Report a problem"]] * 3
    )
