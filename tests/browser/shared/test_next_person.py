"""A second person at the same computer sees nothing of the first: one table of doors.

LTI: tests/browser/lti/test_shared_computer.py.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.scorm import packs
from tests.browser.scorm.adversary import Adversary
from tests.browser.scorm.learner import Learner
from tests.browser.scorm.test_adversarial import PATH, SAYS
from tests.browser.shared import doors
from tests.browser.shared.doors import Door, story_frame
from tests.browser.support import leaving
from tests.browser.support import site as sites
from tests.browser.xblock.lms import Unit

SCORM = {f"scorm-{edition}": edition for edition in packs.PAGES}
PACKAGES = (*SCORM, "cmi5")

KEPT = """async () => [
    ...Object.keys(sessionStorage), ...Object.keys(localStorage), document.cookie,
    ...(isSecureContext ? await caches.keys() : []),
    ...(await indexedDB.databases()).map(({name}) => name),
].filter(Boolean)"""

INSIDE = """((selector) => document.querySelector("iframe").contentDocument
    .querySelector("olw-player").shadowRoot.querySelector(selector).textContent)"""
"""Asked of the page around: Playwright loses the frames of a page that the browser kept."""


@pytest.fixture
def unit() -> Iterator[Unit]:
    with sites.running() as site:
        yield Unit(site)


@pytest.fixture
def door(request: pytest.FixtureRequest, page: Page) -> Door:
    """The door of this name."""
    name: str = request.param
    if name == "preview":
        return doors.Preview(page, request.getfixturevalue("url"))
    if name == "open-edx":
        return doors.OpenEdxUnit(page, request.getfixturevalue("unit"))
    address: str = request.getfixturevalue("packages_at")
    if name in SCORM:
        return doors.Scorm(page, address, SCORM[name])
    return {"cmi5": doors.Cmi5, "tester": doors.Tester}[name](page, address)


def in_doors(*names: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("door", names, indirect=True)


def decide(door: Door) -> str:
    """One decision of the person at the door; words that tell of it."""
    learner = door.enter()
    learner.question.locator("input").first.check()
    learner.question.get_by_role("button", name="Continue", exact=True).click()
    happened = learner.frame.locator(".olw .told").first
    expect(happened).to_be_visible()
    words = happened.inner_text().split("\n")[0]
    assert words in door.shown()
    return words


def goes_away(page: Page) -> None:
    """To another page of the browser, once this one has had its last words."""
    leaving.leave(page)


def presses_back(page: Page) -> None:
    # The answer of the script comes before the page goes.
    page.evaluate("setTimeout(() => history.back(), 50)")
    page.wait_for_function("() => location.href !== 'about:blank'")
    page.wait_for_load_state("networkidle")


def keeps_nothing(door: Door) -> None:
    """Neither in the story's frame, nor for the pages of its site that come after."""
    assert story_frame(door.page).evaluate(KEPT) == []
    goes_away(door.page)
    door.page.goto(door.address + door.bare)
    assert door.page.evaluate(KEPT) == []


def begins_anew(door: Door, words: str) -> Learner:
    """The next person, at the first scene; `words` are of the one before."""
    learner = door.enter()
    expect(learner.frame.locator(".olw .top").first).to_contain_text("Scene 1")
    assert words not in door.shown()
    assert learner.question.locator("input:checked").count() == 0
    return learner


@in_doors(*PACKAGES)
def test_a_package_tells_nothing_of_who_was_there(door: Door, page: Page) -> None:
    """Not by Back, not in the story of whoever comes next, and not in what the browser keeps,
    whether the story was left open or closed.
    """
    words = decide(door)
    assert story_frame(page).evaluate(KEPT) == []
    goes_away(page)
    presses_back(page)
    assert words not in door.shown()
    assert SAYS["soFar"].split(" (")[0] not in door.shown()
    begins_anew(door, words)
    keeps_nothing(door)
    decide(door)
    frame = story_frame(page)
    frame.get_by_role("button", name=SAYS["close"]).click()
    frame.get_by_role("heading", name=SAYS["closed"]).wait_for()
    keeps_nothing(door)


@pytest.mark.parametrize("edition", ["1.2", "2004"])
def test_a_closed_page_that_comes_back_promises_no_more_tries(
    page: Page, packages_at: str, edition: str
) -> None:
    """Its LMS took nothing, and nothing is tried again."""
    lms = Adversary(page, packages_at, "commit-false", edition)
    lms.learner.answer(PATH[0])
    lms.learner.hears(SAYS["not-saved"])
    goes_away(page)
    presses_back(page)
    page.wait_for_function(f"{INSIDE}('.top') === {json.dumps(SAYS['closed'])}")
    assert page.evaluate(f"{INSIDE}('.status')") == ""


@in_doors("open-edx")
def test_open_edx_is_asked_who_is_there(door: doors.OpenEdxUnit, page: Page) -> None:
    """By Back, and by whoever opens the unit next; the browser keeps nothing."""
    words = decide(door)
    goes_away(page)
    door.unit.logs_in("somebody-else")
    door.unit.open()
    presses_back(page)
    expect(page.locator("olw-player .olw:not(.olw-first) .top").first).to_contain_text(
        "Scene 1"
    )
    assert words not in door.shown()
    words = decide(door)
    begins_anew(door, words)
    decide(door)
    keeps_nothing(door)


@in_doors("open-edx")
def test_a_page_left_open_answers_for_nobody_else(
    door: doors.OpenEdxUnit, page: Page
) -> None:
    learner = door.enter()
    door.unit.logs_in("somebody-else")
    learner.question.locator("input").first.check()
    learner.question.get_by_role("button", name="Continue", exact=True).click()
    page.get_by_text(
        "Someone else has logged in since this page was opened."
    ).first.wait_for()
    assert {who for who, _ in door.unit.store.rows} <= {"learner_1"}


@in_doors("tester", "preview")
def test_a_new_tab_and_a_new_learner_know_nobody(
    door: Door, page: Page, ward: BrowserContext
) -> None:
    words = decide(door)
    other = ward.new_page()
    where, door.page = page.url, other
    other.goto(where)
    doors.first_scene_drawn(other)
    assert words not in door.shown()
    assert other.evaluate("Object.keys(localStorage)") == []
    door.page = page
    begins_anew(door, words)
