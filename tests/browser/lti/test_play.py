"""The story in Chromium: by keyboard to its end, at a desk and on a phone,
with the score in the platform's gradebook.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Response

from lti_service.models import Attempt, Learner
from lti_service.services.play.attempts import record_of as record_of_attempt
from olw_core.engine import engine
from tests.browser.lti.conftest import Visit
from tests.browser.support import axe, checks, shots
from tests.browser.support.keyboard import Keyboard
from tests.browser.support.story import SIZES, path
from tests.integration.lti_service.site import Site


def look(page: Page, name: str) -> None:
    """What must hold in every state of our page."""
    shots.take(page, f"lti-{name}")
    assert (axe.faults(page), checks.faults(page)) == ([], [])


def look_at_sizes(page: Page, name: str, size: str) -> None:
    """As it is played; what is played at a desk is seen in the narrowest window too."""
    look(page, f"{name}-{size}")
    if size == "1280":
        resize(page, "320")
        look(page, f"{name}-320")
        resize(page, size)


def resize(page: Page, size: str) -> None:
    width, height = SIZES[size]["width"], SIZES[size]["height"]
    page.set_viewport_size({"width": width, "height": height})


def record_of(site: Site, sub: str) -> str:
    with site.wiring.database.reading() as session:
        query = (
            session.query(Attempt)
            .join(Learner)
            .filter(Learner.sub == sub, Attempt.module == "kind")
        )
        return record_of_attempt(query.one())


def wait_for_player(page: Page) -> Keyboard:
    page.wait_for_url("**/play/*")
    settled(page)
    return Keyboard(page)


def settled(page: Page) -> None:
    """Wait for a question or an ending in the player itself:
    the pre-rendered scene beside it looks the same.
    """
    page.wait_for_function(
        "() => document.querySelector('olw-player')?.shadowRoot?.querySelector('.q, .end')"
    )


def go_on(page: Page, answer: str) -> None:
    """Answer: what happens stands on top of the next scene."""
    Keyboard(page).go_on(answer)
    settled(page)


@pytest.mark.parametrize("size", ["1280", "360"])
def test_the_story_to_its_end_by_keyboard(site: Site, visit: Visit, size: str) -> None:
    answers, record = path()
    person = site.config.course.people[list(SIZES).index(size)]
    page = visit(f"/start/kind/{person.id}", **SIZES[size])
    hands = wait_for_player(page)
    assert hands.active()["tag"] == "BODY", "focus is never moved on load"
    look_at_sizes(page, "start", size)
    hands.press("Continue")  # nothing chosen yet
    hands.player.get_by_text("There is a problem").wait_for()
    look_at_sizes(page, "problem", size)
    for step, answer in enumerate(answers):
        hands.go_on(answer)
        settled(page)
        look_at_sizes(page, f"scene{step + 1}", size)
    assert record_of(site, person.id) == engine.write(record)
    assert record.done is not None
    site.wiring.worker().work()
    assert site.parts.store.items["kind"].grades[person.id].given == record.done.percent
    page.goto(site.platform + "/")
    assert (
        page.get_by_role("row", name=person.name)
        .get_by_text(f"{record.done.percent} of 100")
        .is_visible()
    )


def test_reload_and_a_new_launch_come_back_to_the_same_scene(
    site: Site, visit: Visit
) -> None:
    sub = site.learner(4)
    page = visit(f"/start/kind/{sub}")
    wait_for_player(page)
    go_on(page, path()[0][0])
    address = page.url
    page.reload()
    hands = wait_for_player(page)
    hands.player.get_by_role("heading", name="Scene 2").wait_for()
    page.goto(f"{site.platform}/start/kind/{sub}")
    wait_for_player(page).player.get_by_role("heading", name="Scene 2").wait_for()
    assert page.url == address


def test_another_tab_without_the_token_is_told_what_to_do(
    site: Site, visit: Visit
) -> None:
    page = visit(f"/start/kind/{site.learner(5)}")
    wait_for_player(page)
    refusals: list[int] = []

    def hear(answer: Response) -> None:
        if answer.status == 401:
            refusals.append(answer.status)

    other = page.context.new_page()
    other.on("response", hear)
    other.goto(page.url)
    other.get_by_role("heading", name="We could not open this page").wait_for()
    assert (refusals, other.get_by_text("session-missing").is_visible()) == (
        [401],
        True,
    )


def test_the_list_leads_to_a_module_and_back(site: Site, visit: Visit) -> None:
    page = visit(f"/start/all/{site.learner(6)}")
    page.wait_for_url("**/home/*")
    assert axe.faults(page) == []
    page.get_by_role("link", name="Back from Copse Lane").click()
    wait_for_player(page)
    go_on(page, path()[0][0])
    look(page, "from-the-list")
    page.get_by_role("link", name="My map").click()
    row = page.get_by_role("listitem").filter(has_text="Back from Copse Lane")
    row.get_by_text("In progress").wait_for()
    page.reload()
    row.get_by_text("In progress").wait_for()
    row.get_by_role("link").click()
    wait_for_player(page).player.get_by_role("heading", name="Scene 2").wait_for()
