"""After the ending: the path in words, the plan, the calendar file, print, the second visit."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

from olw_core.engine import engine
from olw_core.formats.common import Line
from olw_core.formats.compiled import Module, PlanLines
from olw_core.formats.result import Evidence, Result
from tests.browser.player.conftest import Open
from tests.browser.player.states import choose_plan, play, unfold
from tests.browser.support.decision import decide
from tests.browser.support.keyboard import Keyboard


def _result(page: Page, module: Module) -> Result:
    kept = page.evaluate("() => sessionStorage.getItem('kept')")
    view = engine.view(module, engine.read(module, kept).record)
    return view["result"]


def _plan(page: Page) -> None:
    unfold(page, "Your plan")
    choose_plan(page)


def test_the_record_is_told_in_words(open_local: Open, kind: Module) -> None:
    """How often each behaviour showed, never as a count; the result apart from the story."""
    page = open_local([kind], storageKey="kept")
    play(page)
    result = _result(page, kind)
    told = page.get_by_text(f"Your result: {result['percent']}%.")
    assert (told.count(), told.is_visible()) == (1, False)
    unfold(page, "For your record")
    page.get_by_text("What your choices showed").click()
    rows = page.locator(".fold .rows li").all_inner_texts()
    assert [" ".join(row.split()) for row in rows] == [
        f"{one['label']} {_how_often(one)}" for one in result["evidence"]
    ]
    assert told.is_visible()


def _how_often(one: Evidence) -> str:
    if one["met"] == 0:
        return "One to try next time"
    if one["met"] == one["of"]:
        return "Shown each time"
    return "Shown some of the time"


def test_without_a_score_there_is_no_percentage(open_local: Open, kind: Module) -> None:
    page = open_local([kind], report="completion")
    play(page)
    assert re.findall(r"\d+ ?%", page.locator(".olw").inner_text()) == []


def test_an_empty_plan_is_asked_for_and_never_forced(
    open_local: Open, kind: Module
) -> None:
    page = open_local([kind])
    play(page)
    unfold(page, "Your plan")
    page.get_by_role("button", name="Make my plan").click()
    assert (
        page.locator(".problem a").inner_text()
        == "Choose a moment and an act, or write your own words"
    )
    assert page.get_by_role("button", name="Practise with short cards").is_enabled()


def test_own_words_are_shown_back_and_kept_nowhere(
    open_local: Open, kind: Module
) -> None:
    page = open_local([kind], storageKey="kept")
    play(page)
    unfold(page, "Your plan")
    page.get_by_label("Or in your own words").fill("When Jo is quiet, I ask twice.")
    page.get_by_role("button", name="Make my plan").click()
    assert page.locator(".plan").inner_text() == "When Jo is quiet, I ask twice."
    page.get_by_role("button", name="I have said it").click()
    page.get_by_role("button", name="Change my plan").click()
    assert (
        page.get_by_label("Or in your own words").input_value()
        == "When Jo is quiet, I ask twice."
    )
    assert (
        page.evaluate(
            "() => JSON.stringify(localStorage) + JSON.stringify(sessionStorage)"
        ).find("Jo")
        == -1
    )


def test_a_plan_can_be_taken_away_before_it_is_said(
    open_local: Open, kind: Module, tmp_path: Path
) -> None:
    """Own words are gone with the page, which says so and where to put them first."""
    page = open_local([kind])
    play(page)
    unfold(page, "Your plan")
    page.get_by_label("Or in your own words").fill("When Jo is quiet, I ask twice.")
    page.get_by_role("button", name="Make my plan").click()
    page.get_by_text("Print them or put them in your calendar").last.wait_for()
    assert page.get_by_role("button", name="I have said it").is_visible()
    assert page.get_by_role("button", name="Print a pocket card").is_visible()
    page.get_by_label("Put the words of my plan").check()
    assert _download(page, tmp_path).count("I ask twice.") == 3


def test_own_words_take_the_place_of_a_choice_and_nothing_claims_they_are_saved(
    open_local: Open, kind: Module
) -> None:
    page = open_local([kind], storageKey="kept")
    play(page)
    _plan(page)
    page.get_by_role("button", name="Make my plan").click()
    page.get_by_role("button", name="Change my plan").click()
    assert page.evaluate("() => sessionStorage.getItem('kept')").split(".")[5] == "a-a"
    page.get_by_label("Or in your own words").fill("When Jo is quiet, I ask twice.")
    page.get_by_role("button", name="Make my plan").click()
    page.get_by_text("Your own words are not saved.").last.wait_for()
    assert page.locator(".status").inner_text() == ""
    assert page.evaluate("() => sessionStorage.getItem('kept')").split(".")[5] == ""
    page.reload()
    unfold(page, "Your plan")  # no plan, and no other than the one said
    page.get_by_role("button", name="Make my plan").wait_for()
    assert page.get_by_text("Did the moment come?").count() == 0


def test_what_would_stop_you_stays_on_the_page(open_local: Open, kind: Module) -> None:
    page = open_local([kind], storageKey="kept")
    play(page)
    _plan(page)
    page.get_by_role("button", name="Make my plan").click()
    page.get_by_role("button", name="I have said it").click()
    before = page.evaluate("() => JSON.stringify(sessionStorage)")
    page.get_by_role("button", name="How people would react").click()
    pressed = page.locator("[aria-pressed=true]")
    assert pressed.all_inner_texts() == ["How people would react"]
    assert (
        page.get_by_text("This stays on this page. It is not saved or sent.").count()
        == 1
    )
    page.get_by_role("button", name="Practise with short cards").click()
    page.get_by_role("button", name="Back to the story").click()
    assert pressed.all_inner_texts() == ["How people would react"]
    pressed.click()
    assert pressed.count() == 0
    assert page.evaluate("() => JSON.stringify(sessionStorage)") == before
    page.reload()
    page.locator("section").first.wait_for()
    assert pressed.count() == 0


def test_a_story_finished_before_says_so_on_its_first_screen(
    open_local: Open, kind: Module
) -> None:
    page = open_local([kind], storageKey="kept")
    play(page)
    _plan(page)
    page.get_by_role("button", name="Make my plan").click()
    page.get_by_role("button", name="I have said it").wait_for()
    record = engine.read(
        kind, page.evaluate("() => sessionStorage.getItem('kept')")
    ).record
    left = engine.write(engine.leave(kind, record))
    page.evaluate("(text) => sessionStorage.setItem('kept', text)", left)
    page.reload()
    assert record.done is not None
    page.get_by_text(f"Your best result so far: {record.done.percent}%.").wait_for()
    assert page.get_by_text("You have finished this story.").count() == 1
    assert page.get_by_text("A new try never lowers your result.").count() == 1
    words = (
        f"If {kind['plan']['cues'][0]['text']}, then I will "
        f"{kind['plan']['actions'][0]['text']}."
    )
    assert page.locator(".plan").inner_text() == words
    assert page.locator(".q").count() == 1
    page.get_by_role("button", name="Change my plan").click()
    page.locator(".pair fieldset").first.locator("input").nth(1).check()
    page.get_by_role("button", name="Make my plan").click()
    page.get_by_text("Saved. You can close this.").wait_for()
    fields = page.evaluate("() => sessionStorage.getItem('kept')").split(".")
    assert (fields[4], fields[5]) == ("", "b-a")


def test_finished_without_a_score_tells_no_figure(
    open_local: Open, kind: Module
) -> None:
    page = open_local([kind], storageKey="kept", report="completion")
    play(page)
    assert page.get_by_text("A new try never lowers").count() == 0
    record = engine.read(
        kind, page.evaluate("() => sessionStorage.getItem('kept')")
    ).record
    assert record.done is not None
    assert record.done.percent is None
    left = engine.write(engine.leave(kind, record))
    page.evaluate("(text) => sessionStorage.setItem('kept', text)", left)
    page.reload()
    page.get_by_text("You have finished this story.").wait_for()
    assert [
        page.get_by_text(words).count() for words in ("%", "A new try never lowers")
    ] == [0, 0]


def test_the_calendar_file_has_three_entries_and_keeps_the_plan_to_itself(
    open_local: Open, kind: Module, tmp_path: Path
) -> None:
    page = open_local([kind], context={"timezone_id": "Europe/London"})
    page.clock.set_fixed_time("2026-01-30T23:30:00Z")
    play(page)
    _plan(page)
    page.get_by_role("button", name="Make my plan").click()
    page.get_by_role("button", name="I have said it").click()
    plain = _download(page, tmp_path)
    assert re.findall(r"DTSTART:(\w+)", plain) == [
        "20260206T090000",
        "20260301T090000",
        "20260430T090000",
    ]
    assert re.findall(r"SUMMARY:(.*)\r", plain) == ["A note to myself"] * 3
    described = [
        "Five minutes to think about your plan.",
        "A note to myself",
    ]  # the entry, its reminder
    assert re.findall(r"DESCRIPTION:(.*)\r", plain) == described * 3
    reminder = (
        "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:PT0S\r\n"
        "DESCRIPTION:A note to myself\r\nEND:VALARM\r\n"
    )
    assert [plain.count(part) for part in (reminder, "CLASS:PRIVATE\r\n")] == [3, 3]
    assert len(set(re.findall(r"UID:(.*)\r", plain))) == 3
    page.get_by_label("Put the words of my plan").check()
    told = _download(page, tmp_path)
    assert max(len(line.encode()) for line in told.split("\r\n")) <= 75
    words = (
        f"If {kind['plan']['cues'][0]['text']}, then I will "
        f"{kind['plan']['actions'][0]['text']}."
    )
    escaped = words.replace(",", "\\,").replace(";", "\\;")
    assert told.replace("\r\n ", "").count(f"DESCRIPTION:{escaped}\r\n") == 3


def _download(page: Page, folder: Path) -> str:
    with page.expect_download() as begun:
        page.get_by_role("button", name="Add three calendar reminders").click()
    begun.value.save_as(folder / begun.value.suggested_filename)
    assert begun.value.suggested_filename == "reminders.ics"
    return (folder / "reminders.ics").read_bytes().decode()


def test_only_the_sheet_is_printed(open_local: Open, kind: Module) -> None:
    page = open_local([kind])
    page.evaluate(
        """() => {
            const root = document.querySelector("olw-player").shadowRoot;
            window.print = () => { window.printed = root.querySelector(".sheet").innerText };
        }"""
    )
    play(page)
    unfold(page, "For your record")
    page.get_by_text("Learning record for your portfolio").click()
    page.get_by_label("Your name").fill("Sam Example")
    page.emulate_media(media="print")
    page.get_by_role("button", name="Print my learning record").evaluate(
        "(button) => button.click()"
    )
    printed = page.evaluate("() => window.printed")
    assert printed.split("\n")[0] == kind["title"]
    assert [
        words in printed
        for words in (
            "Sam Example",
            "Individual learning, not participatory",
            "About",
            "20",
        )
    ] == [True] * 4
    seen = page.evaluate("""() => {
        const parts = document.querySelector("olw-player").shadowRoot.querySelectorAll(".olw > *");
        return [...parts].filter((el) => el.checkVisibility()).map((el) => el.className);
    }""")
    assert seen == ["sheet"]
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(
        "() => [document.querySelectorAll('[data-printing]').length, "
        "document.querySelector('olw-player').shadowRoot.querySelectorAll('.sheet').length]"
    ) == [0, 0]
    assert page.evaluate("() => JSON.stringify(sessionStorage)").find("Sam") == -1


@pytest.mark.parametrize("colour", ["", "#7c2855", "#ffcc00"])
def test_the_page_printed_as_it_is_can_be_read(
    open_local: Open, kind: Module, colour: str
) -> None:
    """Browsers print no backgrounds: white words on blue were nearly white on white."""
    trust = {"colour": colour} if colour else {}
    page = open_local([kind], trust=trust)
    play(page)
    page.emulate_media(media="print")
    seen = page.evaluate("""() => {
        const root = document.querySelector("olw-player").shadowRoot;
        return ["header", ".mine"].map((place) => {
            const { color, backgroundColor } = getComputedStyle(root.querySelector(place));
            return [color, backgroundColor];
        });
    }""")
    assert seen == [["rgb(33, 43, 50)", "rgb(255, 255, 255)"]] * 2


def test_coming_back_what_was_decided_stands_before_the_story(
    open_local: Open, kind: Module
) -> None:
    """The words of welcome tell of the scene at hand; after two days one has lost the way there."""
    page = open_local([kind], storageKey="kept")
    so_far = page.get_by_text("What you decided so far (1)")
    is_above = """(line) => {
        const story = line.getRootNode().querySelector(".screen > .text");
        return !!(line.compareDocumentPosition(story) & Node.DOCUMENT_POSITION_FOLLOWING);
    }"""
    decide(page)
    so_far.wait_for()
    assert not so_far.evaluate(is_above)
    page.reload()
    page.get_by_text("Welcome back.").wait_for()
    so_far.wait_for()
    assert so_far.evaluate(is_above)
    so_far.click()
    assert page.locator(".past .mine").is_visible()


def test_the_next_visit_asks_after_the_plan(open_local: Open, kind: Module) -> None:
    page = open_local([kind], storageKey="kept")
    play(page)
    assert page.get_by_text("Did the moment come?").count() == 0
    _plan(page)
    page.get_by_role("button", name="Make my plan").click()
    page.get_by_role("button", name="I have said it").wait_for()
    page.reload()
    kept = page.evaluate("() => sessionStorage.getItem('kept')")
    page.get_by_role("button", name="Yes").click()
    assert Keyboard(page).active()["text"] == "What did you do?"
    page.get_by_role("button", name="Something else").click()
    assert (
        Keyboard(page).active()["text"]
        == "You did something else. Your plan can change."
    )
    assert page.evaluate("() => sessionStorage.getItem('kept')") == kept


def test_a_cue_offers_the_acts_that_fit_it_first(
    open_local: Open, kind: Module
) -> None:
    module = {**kind, "plan": _fitting(kind["plan"])}
    page = open_local([module])
    play(page)
    unfold(page, "Your plan")
    acts = page.locator(".pair fieldset").nth(1)
    assert acts.is_hidden()
    page.locator(".pair fieldset").first.locator("input").nth(0).check()
    assert _shown(acts) == ["b", "a"]
    acts.get_by_text("Other acts").click()
    assert len(_shown(acts)) == len(kind["plan"]["actions"])
    acts.locator("input").last.check()
    page.locator(".pair fieldset").first.locator("input").nth(1).check()
    assert _shown(acts)[0] == "a"
    assert acts.locator("input:checked").count() == 1


def _fitting(plan: PlanLines) -> PlanLines:
    """The same plan: two acts fit the first moment; of the others nothing is said."""
    first, *others = plan["cues"]
    fitting: Line = {**first, "acts": ["b", "a"]}
    bare: list[Line] = [{"id": one["id"], "text": one["text"]} for one in others]
    return {**plan, "cues": [fitting, *bare]}


def _shown(acts: Locator) -> list[str]:
    shown = acts.locator("input:visible").all()
    return [one.get_attribute("value") or "" for one in shown]
