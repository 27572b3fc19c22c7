"""The learner's map in Chromium: cards that are due, a result brought along, their own data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from lti_service.models import Attempt, Learner
from tests.browser.lti.conftest import Visit
from tests.browser.lti.test_frames import framed
from tests.browser.lti.test_play import look as look_at_player
from tests.browser.lti.test_play import wait_for_player
from tests.browser.support import axe, shots
from tests.browser.support.story import SIZES
from tests.integration.lti_service.playing import arrive, best_answers
from tests.integration.lti_service.site import Site, start_site
from tests.integration.lti_service.test_following import come, player

BEST = best_answers("kind")


def look(page: Page, name: str) -> None:
    """What must hold of a page of the service's own."""
    shots.take(page, f"lti-{name}")
    width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert (axe.faults(page), max(0, width)) == ([], 0)


def finish(site: Site, number: int, days: int = 7) -> None:
    """A story finished a while ago, with a plan."""
    learner = arrive(site, number)
    view = learner.play(BEST)
    chosen = {name: view["plan"][f"{name}s"][0]["id"] for name in ("cue", "action")}
    learner.call("plan", chosen)
    with site.wiring.database.writing() as session:
        query = session.query(Attempt).join(Learner)
        for attempt in query.filter(Learner.sub == site.learner(number)):
            attempt.completed_at = site.wiring.clock() - timedelta(days=days)


def open_map(site: Site, visit: Visit, number: int, **options: Any) -> Page:
    page = visit(f"/start/all/{site.learner(number)}", **options)
    page.wait_for_url("**/home/*")
    return page


@pytest.mark.parametrize("size", SIZES)
def test_the_map_reads_well(site: Site, visit: Visit, size: str) -> None:
    number = list(SIZES).index(size)
    finish(site, number)
    page = open_map(site, visit, number, **SIZES[size])
    page.get_by_role("heading", name="To come back to today").wait_for()
    page.get_by_role("heading", name="My plans").wait_for()
    look(page, f"map-{size}")


def test_a_due_card_is_met_and_the_map_knows(site: Site, visit: Visit) -> None:
    finish(site, 4)
    page = open_map(site, visit, 4)
    due = page.get_by_role("link", name="Return cards: Back from Copse Lane")
    row = page.get_by_role("listitem").filter(has=due)
    before = row.get_by_text("cards, about a minute each").text_content() or ""
    due.click()
    page.wait_for_url("**/cards/*/kind")
    player = page.locator("olw-player")
    player.locator("ul.rows").first.get_by_role("button").first.click()
    player.get_by_role("radio").first.check()
    player.get_by_role("button", name="Continue").click()
    look_at_player(page, "card-from-the-map")
    page.get_by_role("link", name="My map").click()
    count = int(before.split()[0]) - 1
    row.get_by_text(re.compile(f"^{count} cards?, about")).wait_for()


def test_a_result_from_another_course_is_brought_along(
    site: Site, visit: Visit
) -> None:
    number = 5
    before = come(site, person=site.learner(number), course="before", link="before")
    player(site, before).play(BEST)
    page = visit(f"/start/kind/{site.learner(number)}")
    page.get_by_role("button", name="Bring that result here").wait_for()
    look(page, "asked-once")
    page.get_by_role("button", name="Bring that result here").click()
    wait_for_player(page).player.get_by_text("You have finished").first.wait_for()
    look_at_player(page, "brought")


NOTE_THE_END = "URL.revokeObjectURL = (address) => (window.ended = address)"
"""An iPhone asks first, and takes the file when that is answered (bugs.webkit.org 211234)."""


def test_my_data_is_read_kept_and_deleted(site: Site, visit: Visit) -> None:
    finish(site, 6)
    page = open_map(site, visit, 6)
    page.get_by_role("link", name="Read, download or delete my data").click()
    words = page.locator("pre")
    words.wait_for()
    look(page, "my-data")
    page.evaluate(NOTE_THE_END)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    kept = Path(download.value.path()).read_text("utf-8")
    assert (kept, page.evaluate("window.ended")) == (words.text_content(), None)
    assert "STORY: Back from Copse Lane" in kept
    page.get_by_role("checkbox", name="Yes, delete everything about me").check()
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("heading", name="Your data is deleted").wait_for()
    with site.wiring.database.reading() as session:
        left = session.query(Learner).filter(Learner.sub == site.learner(6))
        assert left.count() == 0


def test_a_gradebook_shows_how_it_went(site: Site, visit: Visit) -> None:
    finish(site, 7)
    me, teacher = site.learner(7), site.facilitator()
    page = visit(f"/review/kind/{me}/{me}/start")
    page.get_by_role("heading", name="How it went").wait_for()
    look(page, "review-own")
    page.reload()
    page.get_by_text("What you chose").first.wait_for()
    page = visit(f"/review/kind/{me}/{teacher}/start")
    page.get_by_role("heading", name="How it went").wait_for()
    page.get_by_text("Completed", exact=True).wait_for()
    look(page, "review-status")


AFTER_PATIENCE = 2500
"""Milliseconds: longer than PATIENCE of lti_service/static/small.js."""

LITTLE = """
addEventListener("DOMContentLoaded", () => {
  const frame = document.querySelector("iframe");
  if (frame) Object.assign(frame.style, { height: "200px", minHeight: "0" });
});
"""


@pytest.fixture(scope="module")
def rigid(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A platform that does not make its frame as high as the page."""
    running = start_site(tmp_path_factory.mktemp("rigid"), resizes=False)
    yield running
    running.stop()


@pytest.mark.parametrize("who", ["learner", "facilitator"])
def test_a_frame_that_is_too_small_offers_a_window(
    rigid: Site, browser: Browser, who: str
) -> None:
    person = rigid.learner() if who == "learner" else rigid.facilitator()
    page = browser.new_context().new_page()
    page.add_init_script(LITTLE)
    page.goto(f"{rigid.platform}/open/kind/{person}")
    button = framed(page).get_by_role("button", name="Open in a new window")
    button.wait_for()
    shots.take(page, f"lti-little-frame-{who}")
    with page.expect_popup() as popup:
        button.click()
    heading = "Your group" if who == "facilitator" else "Back from Copse Lane"
    popup.value.get_by_role("heading", name=heading).first.wait_for()
    page.context.close()


def test_a_frame_with_room_offers_none(rigid: Site, browser: Browser) -> None:
    page = browser.new_context().new_page()
    page.clock.install()
    page.goto(f"{rigid.platform}/open/kind/{rigid.learner(1)}")
    framed(page).get_by_role("radio").first.wait_for()
    page.clock.run_for(AFTER_PATIENCE)
    assert framed(page).locator(".small-frame").count() == 0
    page.context.close()
