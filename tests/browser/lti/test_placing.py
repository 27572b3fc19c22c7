"""An author chooses in the picker, inside the platform's frame, and the course has it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.lti.conftest import Visit
from tests.browser.lti.test_frames import framed
from tests.browser.lti.test_my_map import look
from tests.browser.support import axe, shots
from tests.browser.support.story import SIZES
from tests.integration.lti_service.site import Site


@pytest.mark.parametrize("size", SIZES)
def test_the_picker_reads_well(site: Site, visit: Visit, size: str) -> None:
    page = visit(f"/choose/{site.facilitator()}/start", **SIZES[size])
    page.get_by_role("heading", name="Choose activities").wait_for()
    look(page, f"picker-{size}")
    story = page.locator("li.offer").first
    story.get_by_role("checkbox").check()
    story.get_by_text("More").click()
    story.get_by_label("Points in the gradebook").fill("ten")
    page.get_by_role("button", name="Add to the course").click()
    page.get_by_role("alert").get_by_role("link", name="Points are a whole").click()
    expect(story.get_by_label("Points in the gradebook")).to_be_focused()
    expect(story.locator(".mistake")).to_be_in_viewport()
    look(page, f"picker-problem-{size}")


def test_two_stories_are_chosen_and_are_in_the_course(site: Site, visit: Visit) -> None:
    """By keyboard, and back to the course without another click in our page."""
    page = visit(f"/choose/{site.facilitator()}")
    frame = framed(page)
    frame.get_by_role("checkbox", name=re.compile("Back from Copse Lane")).press(
        "Space"
    )
    frame.get_by_role("checkbox", name=re.compile("The garden door")).press("Space")
    story = frame.get_by_role("listitem").filter(has_text="Back from Copse Lane")
    story.get_by_text("More").press("Enter")
    story.get_by_label("Points in the gradebook").fill("10")
    frame.get_by_role("radio", name=re.compile("Only that")).press("Space")
    frame.get_by_role("button", name="Add to the course").press("Enter")
    frame.get_by_role("heading", name="Added to the course").wait_for()
    frame.get_by_role("link", name="Back to the course").click()
    page.get_by_role("heading", name="The garden door").wait_for()
    placed = site.parts.store.added.values()
    told = {one.title: one.custom["report"] for one in placed}
    assert told == {
        "Back from Copse Lane": "completion",
        "The garden door": "completion",
    }
    points = [site.parts.store.items[one.id].maximum for one in placed]
    assert points == [10, 100]


def test_what_is_wrong_is_told_before_anything_else(site: Site, visit: Visit) -> None:
    page = visit(f"/choose/{site.facilitator()}/start")
    page.get_by_role("button", name="Add to the course").click()
    page.get_by_role("alert").get_by_text("Choose at least one activity.").wait_for()
    assert axe.faults(page) == []


def test_without_scripts_a_button_takes_the_choice_back(
    site: Site, browser: Browser
) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site.platform}/choose/{site.facilitator()}/start")
    page.get_by_role("button", name="Carry on").click()
    page.get_by_role("button", name="Carry on").click()
    story = page.locator("li.offer").first
    story.get_by_role("checkbox").check()
    story.get_by_text("More").press("Enter")
    story.get_by_label("Name in the course").fill("Week 2")
    story.get_by_label("Points in the gradebook").fill("10")
    shots.take(page, "lti-picker-more", whole=False)
    page.get_by_role("button", name="Add to the course").click()
    page.get_by_role("button", name="Carry on to your course").click()
    page.get_by_role("heading", name="Added to the course").wait_for()
    page.context.close()
    (placed,) = site.parts.store.added.values()
    assert (placed.title, site.parts.store.items[placed.id].maximum) == ("Week 2", 10)
