"""Several stories in one zip, and the return cards:
what a package with more than one story tells the LMS.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from olw_core import content
from scorm_export.describe import Kind
from scorm_export.editions import edition
from scorm_export.package import Choice, build
from scorm_export.profiles import profile
from scorm_export.trust import Trust
from tests.browser.scorm import packs, site
from tests.browser.scorm.learner import Learner
from tests.browser.scorm.lms_page import LmsPage
from tests.browser.scorm.test_scorm_again import status

MODULES = ("kind", "trusted")
KINDS: tuple[Kind, ...] = ("menu", "course", "cards")


def pack(folder: Path, kind: Kind) -> Path:
    """Two stories (or their cards) as SCORM 1.2."""
    choice = Choice(profile("generic"), edition("1.2"), "score", Trust())
    path = folder / f"{kind}.zip"
    path.write_bytes(
        build(
            kind, [content.load(module) for module in MODULES], choice, everything=False
        ).data
    )
    return path


@pytest.fixture(scope="module")
def courses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("courses")
    with site.running({kind: pack(folder, kind) for kind in KINDS}) as running:
        yield running


def opened(page: Page, address: str, kind: Kind) -> LmsPage:
    """The package in the LMS page, without waiting for a decision: a menu has none."""
    lms = LmsPage.__new__(LmsPage)
    lms.page = page
    page.goto(f"{address}/{kind}/")
    expect(page.frame_locator("#sco").locator(".olw .top")).to_be_visible(
        timeout=30_000
    )
    lms.learner = Learner(lms.frame)
    return lms


def test_the_menu_is_complete_when_every_story_is(page: Page, courses: str) -> None:
    lms = opened(page, courses, "menu")
    for done, module in enumerate(MODULES):
        lms.frame.get_by_role(
            "button", name=content.load(module)["title"], exact=True
        ).click()
        lms.learner.ready()
        lms.learner.answers(packs.longest(module))
        lms.frame.get_by_role("button", name="Modules").click()
        tags = lms.frame.locator(".tag").all_inner_texts()
        assert tags == ["Completed"] * (done + 1) + ["Not started"] * (
            len(MODULES) - done - 1
        )
    lms.end()
    ends = [packs.expected(packs.longest(module), module) for module in MODULES]
    mean = (2 * sum(end.percent or 0 for end in ends) + len(ends)) // (2 * len(ends))
    assert lms.problems() == []
    found = status(lms.stored()["cmi"])
    assert found[:3] == ("completed", str(mean), "~~".join(end.left for end in ends))


def test_one_story_of_the_menu_is_not_the_course(page: Page, courses: str) -> None:
    lms = opened(page, courses, "menu")
    lms.frame.get_by_role(
        "button", name=content.load("trusted")["title"], exact=True
    ).click()
    lms.learner.ready()
    lms.learner.answers(packs.longest("trusted"))
    lms.end()
    assert status(lms.stored()["cmi"])[:2] == ("incomplete", "")


def test_every_story_of_a_course_has_its_own_record(page: Page, courses: str) -> None:
    lms = LmsPage(page, courses, "course")
    lms.learner.answers(packs.longest(MODULES[0]))
    lms.end()
    first = packs.expected(packs.longest(MODULES[0]), MODULES[0])
    units = page.evaluate("lms.learner()")
    assert [status(unit["cmi"])[:3] for unit in units.values() if unit["cmi"]] == [
        ("completed", str(first.percent), first.left)
    ]
    assert lms.problems() == []


def test_the_return_cards_complete_after_one_card(page: Page, courses: str) -> None:
    lms = opened(page, courses, "cards")
    lms.frame.locator(".rows .row").first.click()
    lms.frame.locator(".olw .q input").first.check()
    lms.frame.get_by_role("button", name="Continue").click()
    expect(lms.frame.get_by_role("button", name="All cards").first).to_be_visible()
    lms.end()
    assert lms.problems() == []
    assert status(lms.stored()["cmi"])[0] == "completed"
