"""The cohort page in Chromium: axe-clean, within its width, reloadable,
with few and with many people.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from demo.cohort import seed
from demo.platform.course import Activity, Course
from demo.platform.people import PEOPLE
from tests.browser.conftest import NewPage
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


SMALL = """() => [...document.querySelectorAll("a, button")]
.filter((one) => one.getBoundingClientRect().height < 24).length"""


@pytest.fixture(scope="module")
def group(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """A site with this course, whose people have played."""
    running = start_site(
        tmp_path_factory.mktemp("group"), course=COURSES[request.param]
    )
    seed(running.app, running.config)
    yield running
    running.stop()


LARGEST = "14 people, 6 modules"
in_largest_group = pytest.mark.parametrize("group", [LARGEST], indirect=True)


@pytest.fixture
def page(group: Site, new_page: NewPage) -> Page:
    """The page of the group."""
    opened = new_page(width=1280, height=800)
    opened.goto(f"{group.platform}/start/kind/{group.facilitator()}")
    opened.wait_for_url("**/cohort/*")
    return opened


@pytest.mark.parametrize("group", COURSES, indirect=True)
def test_the_page_holds_together(group: Site, page: Page) -> None:
    people = group.config.course.people
    learners = sum(one.is_learner for one in people)
    assert page.locator("#grid").get_by_role("row").count() == learners + 1
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        shots.take(page, f"lti-cohort-{len(people)}-{width}")
        told = (axe.faults(page), page.evaluate(WIDER), page.evaluate(SMALL))
        assert told == ([], 0, 0), width


@in_largest_group
def test_a_group_is_printed_on_a_few_sheets(page: Page) -> None:
    """People stand in a table there too, although paper is as narrow as a small window."""
    sheets = page.pdf(format="A4").count(b"/Type /Page\n")
    page.set_viewport_size({"width": PAPER, "height": 1000})
    page.emulate_media(media="print")
    row = page.locator("#grid tbody tr").first
    shown = row.evaluate("(row) => getComputedStyle(row).display")
    assert (0 < sheets <= 8, shown, page.evaluate(WIDER)) == (True, "table-row", 0)


@in_largest_group
def test_what_the_filter_finds_is_in_sight(page: Page) -> None:
    address = page.url
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 740})
        page.goto(address)
        find_who_has_not_started(page)
        found = page.locator("#grid caption", has_text="2 people")
        expect(found).to_be_in_viewport()
        page.get_by_text("Names of people who have not started").click()
        page.get_by_role("heading", name="Not started any story: 2").wait_for()


def find_who_has_not_started(page: Page) -> None:
    page.get_by_label("Status").select_option("Not started")
    page.get_by_role("button", name="Apply").click()
    page.wait_for_load_state()


@in_largest_group
def test_on_a_phone_what_nobody_has_begun_takes_one_line(page: Page) -> None:
    """Sixty people with six stories each would be some twenty screens of "Not started"."""
    rows = page.locator("#grid tbody tr").filter(visible=True)
    expect(rows.get_by_text("stories not started").first).to_be_hidden()
    page.set_viewport_size({"width": 360, "height": 740})
    idle = rows.filter(has_text="6 of 6 stories not started")
    expect(idle).to_have_count(2)
    for row in rows.all():
        stories = row.get_by_role("cell").filter(visible=True)
        expect(stories.filter(has_text="Not started")).to_have_count(0)
    find_who_has_not_started(page)
    stories = rows.get_by_role("cell").filter(visible=True)
    expect(stories.filter(has_text="Not started")).to_have_count(12)


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
