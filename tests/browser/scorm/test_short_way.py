"""The short way in a package: it completes with a score of its own, and what the learning system
is told of it looks like any other pass.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from olw_core import content
from tests.browser.scorm import packs
from tests.browser.scorm.conftest import Watch
from tests.browser.scorm.moodle_page import MoodlePage
from tests.browser.scorm.test_adversarial import EDITIONS, SAYS

pytestmark = pytest.mark.browser
LEAVE = "_"
BEFORE = packs.longest()[:1]
MOMENTS = ("a", "b", "a")


@pytest.fixture(autouse=True)
def no_page_errors(watch: Watch) -> Iterator[None]:
    """Whatever is left, the package throws nothing."""
    yield
    assert watch.errors == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_short_way_completes_and_the_system_hears_nothing_else(
    page: Page, address: str, edition: str
) -> None:
    lms = MoodlePage(page, address, edition, "answers")
    lms.enter().answers(BEFORE)
    lms.frame.locator("footer").get_by_role("button", name=SAYS["leave"]).click()
    lms.frame.get_by_role("button", name=SAYS["leaveNow"]).click()
    first = content.load(packs.MODULE)["story"]["scenes"]["_way1"]["setting"]["place"]
    expect(lms.learner.place).to_contain_text(first)
    lms.learner.answers(MOMENTS)
    expect(lms.frame.locator(".olw .end")).to_be_visible()
    lms.learner.hears(SAYS["saved"])
    lms.close()
    wanted = packs.expected((*BEFORE, LEAVE, *MOMENTS))
    assert wanted.ended and wanted.percent is not None
    assert lms.stored() == ("completed", str(wanted.percent), wanted.left)
    told = {value for name, value in lms.site.tracks.items() if "interactions" in name}
    assert told  # the decision of the story that was taken before
    assert not [value for value in told if "_" in value and "way" in value]
    assert LEAVE not in told
