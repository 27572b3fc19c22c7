"""Practice cards, and several modules in one package."""

from __future__ import annotations

from playwright.sync_api import Page

from olw_core import content
from olw_core.engine import engine
from olw_core.formats.compiled import Module
from tests.browser.player.conftest import Open
from tests.browser.player.states import answer_card, play
from tests.browser.support import axe, checks
from tests.support.modules import golden


def _kept(page: Page) -> str:
    kept: str = page.evaluate("() => sessionStorage.getItem('kept')")
    return kept


def test_cards_open_by_moment_and_by_behaviour(open_local: Open, kind: Module) -> None:
    page = open_local([kind], show="cards", storageKey="kept")
    page.get_by_text("By behaviour").click()
    rows = page.locator(".rows .row").all_text_contents()
    assert all(row[0].isupper() for row in rows)
    assert [row.lower() for row in rows] == [
        card[name].lower() for name in ("moment", "label") for card in kind["cards"]
    ]
    page.locator(".rows .row").nth(2).click()
    page.locator(".q button").first.wait_for()
    card = kind["cards"][2]
    assert (
        page.locator(".q legend").inner_text()
        == card["variants"]["a"]["item"]["prompt"]
    )
    answer_card(page)
    assert (
        page.locator(".screen summary").count()
        == len(card["variants"]["a"]["item"]["options"]) - 1
    )
    page.get_by_role("button", name="Another card like this").click()
    page.locator(".q button").first.wait_for()
    assert (
        page.locator(".q legend").inner_text()
        == card["variants"]["b"]["item"]["prompt"]
    )


def test_a_card_three_weeks_after_the_story_says_so(open_local: Open) -> None:
    """`later: true` on a variant: the words are the player's, on that variant alone."""
    module = content.load("trusted")
    card = next(card for card in module["cards"] if "later" in card["variants"]["b"])
    page = open_local([module], 320, show="cards")
    page.locator(".rows .row", has_text=card["moment"]).click()
    page.locator(".q button").first.wait_for()
    assert page.get_by_text("Three weeks later").count() == 0
    answer_card(page)
    page.get_by_role("button", name="Another card like this").click()
    page.locator(".q button").first.wait_for()
    assert page.locator(".screen .tag").inner_text() == "Three weeks later"
    assert (axe.faults(page), checks.faults(page)) == ([], [])


def test_a_mixed_set_is_four_cards_and_then_the_list(
    open_local: Open, kind: Module
) -> None:
    page = open_local([kind], show="cards")
    first = page.locator(".screen button").first
    assert first.inner_text().startswith(
        "A mixed set"
    )  # a list of all modules is 33 rows long
    first.click()
    seen = []
    for i in range(4):
        page.locator(".q button").first.wait_for()
        seen.append(page.locator(".top .caption").inner_text())
        answer_card(page)
        if i < 3:
            page.get_by_role("button", name="Next card").click()
    assert (len(set(seen)), page.get_by_role("button", name="Next card").count()) == (
        4,
        0,
    )


def test_practice_changes_no_record_and_leads_back_to_the_story(
    open_local: Open, kind: Module
) -> None:
    page = open_local([kind], storageKey="kept")
    play(page)
    kept = _kept(page)
    page.get_by_role("button", name="Practise with short cards").click()
    page.locator(".rows .row").first.click()
    answer_card(page)
    page.get_by_role("button", name="All cards").click()
    page.get_by_role("button", name="Back to the story").click()
    page.locator(".end").wait_for()
    assert _kept(page) == kept


def test_a_course_lists_its_modules_and_what_is_done(open_local: Open) -> None:
    modules = [golden("one_decision"), golden("rate"), content.load("kind")]
    page = open_local(modules, storageKey="kept")
    assert page.locator(".tag").all_inner_texts() == ["Not started"] * 3
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert (axe.faults(page), checks.faults(page)) == ([], [])
    page.get_by_role("button", name=modules[0]["title"], exact=True).click()
    play(page)
    page.get_by_role("button", name="Modules").click()
    page.get_by_role("button", name=modules[2]["title"], exact=True).click()
    assert page.locator(".title").inner_text() == modules[2]["title"]
    answer_card(page)
    page.reload()
    page.locator(".tag").first.wait_for()
    assert page.locator(".tag").all_inner_texts() == [
        "Completed",
        "Not started",
        "In progress",
    ]
    records = _kept(page).split("~~")
    assert [
        engine.read(module, text).notice
        for module, text in zip(modules, records, strict=True)
    ] == ["", "", ""]


def test_a_record_of_a_module_that_is_no_longer_there_is_kept(open_local: Open) -> None:
    modules = [golden("one_decision"), golden("rate")]
    page = open_local(modules, storageKey="kept")
    strange = "1.gone.1.1.aab..1-50.abcde"
    page.evaluate("(text) => sessionStorage.setItem('kept', text)", strange)
    page.reload()
    page.get_by_role("button", name=modules[1]["title"], exact=True).click()
    for field in page.locator("fieldset fieldset").all():
        field.locator("input").first.check()
    page.locator(".q .btn").click()
    page.locator(".came").wait_for()
    assert _kept(page).split("~~")[2] == strange
