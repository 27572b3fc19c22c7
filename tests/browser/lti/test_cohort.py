"""The cohort page in Chromium: axe-clean, within its width, reloadable,
with few and with many people.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from demo.cohort import seed
from demo.platform.course import Activity, Course
from demo.platform.people import PEOPLE
from tests.browser.lti.conftest import Visit
from tests.browser.lti.test_play import go_on, wait_for_player
from tests.browser.support import axe, shots
from tests.browser.support.story import path
from tests.integration.lti_service.site import Site, start_site

WIDER = "() => document.documentElement.scrollWidth - innerWidth"
PAPER = 718
"""The width of A4 between Chromium's margins, in CSS pixels."""
STORY = Activity("kind", "A story", "kind")
COURSES = {
    "4 people, 1 module": Course(
        "four", "Action learning set", (*PEOPLE[:4], PEOPLE[-1]), (STORY,)
    ),
    "11 people, 1 module": Course(
        "eleven", "Ward managers, spring", (*PEOPLE[:11], PEOPLE[-1]), (STORY,)
    ),
    "14 people, 6 modules": Course(
        "all", "Leading together", PEOPLE, (STORY, Activity("all", "All"))
    ),
}


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("course", COURSES)
def test_the_page_holds_together(
    tmp_path: Path, browser: Browser, course: str, width: int
) -> None:
    site = start_site(tmp_path, course=COURSES[course])
    context = browser.new_context(viewport={"width": width, "height": 800})
    try:
        seed(site.app, site.config)
        page = context.new_page()
        page.goto(f"{site.platform}/start/kind/{site.facilitator()}")
        page.wait_for_url("**/cohort/*")
        facilitators = 2 if course.startswith("14") else 1
        learners = len(COURSES[course].people) - facilitators
        assert page.locator("#grid").get_by_role("row").count() == learners + 1
        shots.take(page, f"lti-cohort-{len(site.config.course.people)}-{width}")
        assert (axe.faults(page), page.evaluate(WIDER)) == ([], 0)
        small = page.evaluate(
            "() => [...document.querySelectorAll('a, button')].filter((e) => "
            "e.getBoundingClientRect().height < 24).length"
        )
        assert small == 0
    finally:
        context.close()
        site.stop()


def test_a_group_is_printed_on_a_few_sheets(tmp_path: Path, browser: Browser) -> None:
    """People stand in a table there too, although paper is as narrow as a small window."""
    site = start_site(tmp_path, course=COURSES["14 people, 6 modules"])
    page = browser.new_context().new_page()
    try:
        seed(site.app, site.config)
        page.goto(f"{site.platform}/start/kind/{site.facilitator()}")
        page.wait_for_url("**/cohort/*")
        sheets = page.pdf(format="A4").count(b"/Type /Page\n")
        page.set_viewport_size({"width": PAPER, "height": 1000})
        page.emulate_media(media="print")
        row = page.locator("#grid tbody tr").first
        shown = row.evaluate("(row) => getComputedStyle(row).display")
        assert (0 < sheets <= 8, shown, page.evaluate(WIDER)) == (True, "table-row", 0)
    finally:
        page.context.close()
        site.stop()


@pytest.mark.parametrize("width", [1280, 360])
def test_what_the_filter_finds_is_in_sight(
    tmp_path: Path, browser: Browser, width: int
) -> None:
    site = start_site(tmp_path, course=COURSES["14 people, 6 modules"])
    context = browser.new_context(viewport={"width": width, "height": 740})
    page = context.new_page()
    try:
        seed(site.app, site.config)
        page.goto(f"{site.platform}/start/kind/{site.facilitator()}")
        page.wait_for_url("**/cohort/*")
        page.get_by_label("Status").select_option("Not started")
        page.get_by_role("button", name="Apply").click()
        page.wait_for_load_state()
        found = page.locator("#grid caption", has_text="2 people")
        expect(found).to_be_in_viewport()
        page.get_by_text("Names of people who have not started").click()
        page.get_by_role("heading", name="Not started any story: 2").wait_for()
    finally:
        context.close()
        site.stop()


def test_on_a_phone_what_nobody_has_begun_takes_one_line(
    tmp_path: Path, browser: Browser
) -> None:
    """Sixty people with six stories each would be some twenty screens of "Not started"."""
    site = start_site(tmp_path, course=COURSES["14 people, 6 modules"])
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    try:
        seed(site.app, site.config)
        page.goto(f"{site.platform}/start/kind/{site.facilitator()}")
        page.wait_for_url("**/cohort/*")
        rows = page.locator("#grid tbody tr").filter(visible=True)
        idle = rows.filter(has_text="6 of 6 stories not started")
        expect(idle).to_have_count(2)
        for row in rows.all():
            stories = row.get_by_role("cell").filter(visible=True)
            expect(stories.filter(has_text="Not started")).to_have_count(0)
        page.set_viewport_size({"width": 1280, "height": 740})
        expect(rows.get_by_text("stories not started").first).to_be_hidden()
        page.set_viewport_size({"width": 360, "height": 740})
        page.get_by_label("Status").select_option("Not started")
        page.get_by_role("button", name="Apply").click()
        page.wait_for_load_state()
        stories = rows.get_by_role("cell").filter(visible=True)
        expect(stories.filter(has_text="Not started")).to_have_count(12)
    finally:
        context.close()
        site.stop()


def test_reload_and_what_the_group_sees(site: Site, visit: Visit) -> None:
    page = visit(f"/start/kind/{site.facilitator()}")
    page.wait_for_url("**/cohort/*")
    page.reload()
    page.get_by_role("heading", name="Your group").wait_for()
    page.get_by_role("button", name="See what your group sees").click()
    wait_for_player(page)
    go_on(page, path()[0][0])
    page.get_by_role("link", name="Back to your group").click()
    page.get_by_role("heading", name="Your group").wait_for()


def test_a_refusal_page_is_accessible_too(site: Site, browser: Browser) -> None:
    page = browser.new_context(viewport={"width": 320, "height": 600}).new_page()
    page.goto(site.tool + "/login")
    page.get_by_role("heading", name="We could not open this page").wait_for()
    assert (axe.faults(page), page.evaluate(WIDER)) == ([], 0)
    page.context.close()
