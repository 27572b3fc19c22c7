"""The player with a server: what it sends,
and that nothing chosen is lost when the server or the network fails.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from olw_core import content
from olw_core.engine import engine
from olw_core.formats.compiled import Module
from tests.browser.player.states import choose, choose_plan, play, send, step, unfold
from tests.browser.support import axe, checks
from tests.browser.support.play_api import PlayApi

OpenRemote = Callable[..., tuple[Page, PlayApi]]


def test_a_story_is_played_and_the_plan_kept(
    open_remote: OpenRemote, kind: Module
) -> None:
    page, api = open_remote(kind)
    play(page)
    sent = [(name, body["attempt"], body["step"]) for name, body in api.seen]
    assert sent == [("respond", 1, step) for step in range(len(api.record.steps))]
    assert api.headers["Authorization"] == "Bearer a-token"
    drawn = [kind["pictures"][name]["alt"] for name in api.view()["pictures"]]
    picture = page.locator(".end .pic").get_attribute("aria-label")
    assert [picture, page.locator(".spent figcaption").inner_text()] == drawn
    unfold(page, "Your plan")
    choose_plan(page)
    page.get_by_role("button", name="Make my plan").click()
    page.get_by_role("button", name="I have said it").wait_for()
    first = {
        "cue": kind["plan"]["cues"][0]["id"],
        "action": kind["plan"]["actions"][0]["id"],
    }
    assert api.seen[-1] == ("plan", first)
    page.get_by_role("button", name="Change my plan").click()
    page.get_by_label("Or in your own words").fill("I will ask Sam, quietly.")
    page.get_by_role("button", name="Make my plan").click()
    page.get_by_text("I will ask Sam, quietly.").first.wait_for()
    assert api.seen[-1] == ("plan", {"cue": "", "action": ""})
    assert (axe.faults(page), checks.faults(page)) == ([], [])


def test_one_broken_connection_is_not_noticed(
    open_remote: OpenRemote, kind: Module
) -> None:
    page, api = open_remote(kind)
    api.fail = [0]
    step(page)
    assert (len(api.seen), len(api.record.steps)) == (2, 1)


@pytest.mark.parametrize("status", [0, 502, 504])
def test_a_service_that_is_away_twice_is_told_and_the_choice_kept(
    open_remote: OpenRemote, kind: Module, status: int
) -> None:
    page, api = open_remote(kind)
    api.fail = [status, status]
    choose(page)
    send(page)
    page.locator(".problem").wait_for()
    assert page.locator(".problem li").inner_text() == (
        "We could not reach the server. Your choice is still here. Check your connection and "
        "try again."
    )
    assert (page.locator(".q input").first.is_checked(), api.record.steps) == (True, ())
    send(page)
    page.locator(".came").wait_for()
    assert len(api.record.steps) == 1


@pytest.mark.parametrize("status", [502, 504])
def test_a_service_that_starts_again_is_asked_once_more(
    open_remote: OpenRemote, kind: Module, status: int
) -> None:
    """Seen with nginx in front of the LTI service: the page told learners to reload, which inside
    an LMS begins a new launch and loses the choice.
    """
    page, api = open_remote(kind)
    api.fail = [status]
    step(page)
    assert (len(api.seen), len(api.record.steps)) == (2, 1)


def test_a_refusal_is_told_in_the_servers_words(
    open_remote: OpenRemote, kind: Module
) -> None:
    page, api = open_remote(kind)
    api.fail = [503]
    choose(page)
    send(page)
    page.locator(".problem").wait_for()
    assert (
        page.locator(".problem li").inner_text()
        == "The server is being mended. Try again in a minute."
    )
    assert page.locator(".q input").first.is_checked()


def test_two_windows_come_together(open_remote: OpenRemote, kind: Module) -> None:
    page, api = open_remote(kind)
    last = api.view()["item"]["options"][-1]["id"]
    api.record = engine.respond(kind, api.record, 1, 0, last)
    choose(page)
    send(page)
    page.locator(".notice").wait_for()
    assert page.locator(".notice").inner_text() == (
        "You have already gone on from here, perhaps in another window. This is where you are now."
    )
    assert page.locator(".top .caption").inner_text() == "Scene 2"
    assert len(api.record.steps) == 1


def test_the_way_out_completes(open_remote: OpenRemote, kind: Module) -> None:
    page, api = open_remote(kind)
    page.locator(".note .btn").click()
    page.get_by_role("button", name="Yes, leave the story").click()
    page.get_by_role("heading", name="Do you want to leave").wait_for(state="detached")
    play(page)
    first, *moments = [body["response"] for _name, body in api.seen]
    assert (first, len(moments), "ending" in api.view()) == ("_", 3, True)


def test_cards_are_fetched_and_answered(open_remote: OpenRemote, kind: Module) -> None:
    page, api = open_remote(kind, show="cards")
    page.locator(".rows .row").first.click()
    page.locator(".q button").first.wait_for()
    step(page)
    first = kind["cards"][0]["id"]
    assert [(name, body["card"], "response" in body) for name, body in api.seen] == [
        ("card", first, False),
        ("card", first, True),
    ]
    assert page.get_by_text(kind["cards"][0]["words_to_try"]).count() == 1


def test_a_trust_that_sends_no_score_shows_none(open_remote: OpenRemote) -> None:
    page, _ = open_remote(content.load("kind"), report="completion")
    play(page)
    assert page.get_by_text("Your result:").count() == 0


def test_a_notice_is_told_once_in_plain_words(
    open_remote: OpenRemote, kind: Module
) -> None:
    page, _ = open_remote(kind, notice="record-older")
    page.locator(".notice").wait_for()
    assert (
        page.locator(".notice").inner_text()
        == "This story has changed since you were here. We kept what still fits."
    )
