"""The cohort page in Chromium: axe-clean, within its width, reloadable, with few and with many people."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from demo.cohort import seed
from demo.platform.course import PEOPLE, Activity, Course
from tests.browser.lti.conftest import Visit
from tests.browser.lti.test_play import WIDER, wait_for_player
from tests.browser.xblock.keyboard import AXE
from tests.integration.lti_service.site import Site, start_site

pytestmark = pytest.mark.browser
SERIOUS = """async () => {
    const found = await axe.run({runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}});
    return [...found.violations, ...found.incomplete].map((rule) => rule.id);
}"""
STORY = Activity("kind", "A story", "kind")
COURSES = {
    "4 people, 1 module": Course("four", "Action learning set", (*PEOPLE[:4], PEOPLE[-1]), (STORY,)),
    "11 people, 1 module": Course("eleven", "Ward managers, spring", (*PEOPLE[:11], PEOPLE[-1]), (STORY,)),
    "14 people, 6 modules": Course("all", "Leading together", PEOPLE, (STORY, Activity("all", "All"))),
}


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("course", COURSES)
def test_the_page_holds_together(tmp_path: Path, chromium: Any, course: str, width: int) -> None:
    site = start_site(tmp_path, course=COURSES[course])
    context = chromium.new_context(viewport={"width": width, "height": 800})
    try:
        seed(site.app, site.config)
        page = context.new_page()
        page.goto(f"{site.platform}/start/kind/{site.facilitator()}")
        page.wait_for_url("**/cohort/*")
        assert (
            page.get_by_role("row").count() == len(COURSES[course].people) - (2 if course.startswith("14") else 1) + 1
        )
        page.evaluate(AXE.read_text("utf-8"))
        assert page.evaluate(SERIOUS) == []
        assert page.evaluate(WIDER) <= 0
        small = page.evaluate(
            "() => [...document.querySelectorAll('a, button')].filter((e) => e.getBoundingClientRect().height < 24).length"
        )
        assert small == 0
    finally:
        context.close()
        site.stop()


def test_reload_and_what_the_group_sees(site: Site, visit: Visit) -> None:
    page = visit(f"/start/kind/{site.facilitator()}")
    page.wait_for_url("**/cohort/*")
    page.reload()
    page.get_by_role("heading", name="Your group").wait_for()
    page.get_by_role("button", name="See what your group sees").click()
    wait_for_player(page).go_on()
    page.get_by_role("link", name="Back to your group").click()
    page.get_by_role("heading", name="Your group").wait_for()


def test_a_refusal_page_is_accessible_too(site: Site, chromium: Any) -> None:
    page = chromium.new_context(viewport={"width": 320, "height": 600}).new_page()
    page.goto(site.tool + "/login")
    page.get_by_role("heading", name="We could not open this page").wait_for()
    page.evaluate(AXE.read_text("utf-8"))
    assert (page.evaluate(SERIOUS), page.evaluate(WIDER) <= 0) == ([], True)
    page.context.close()
