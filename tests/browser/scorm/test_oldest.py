"""With no more than the oldest promised browsers have, a package is played to its end and told of;
where they cannot read its script, nothing is told at all.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from olw_core.page.player_words import words
from tests.browser.scorm.moodle_page import MoodlePage
from tests.browser.scorm.test_adversarial import EDITIONS, PATH, SAYS, done
from tests.browser.support.oldest import OLDEST, TOO_YOUNG, past_waiting


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_package_is_played_to_its_end_and_resumed(
    page: Page, address: str, edition: str
) -> None:
    page.add_init_script(OLDEST)
    lms = MoodlePage(page, address, edition)
    lms.enter().answers(PATH[:2])
    lms.goes_elsewhere()
    lms.enter().answers(PATH[2:])
    expect(lms.frame.locator(".olw .end")).to_be_visible()
    lms.learner.hears(SAYS["saved"])
    lms.waits_for(done())


@pytest.mark.parametrize("edition", EDITIONS)
def test_where_the_script_cannot_be_read_the_lms_is_told_nothing(
    page: Page, address: str, edition: str
) -> None:
    page.route("**/player-scorm*.js", lambda route: route.fulfill(body=TOO_YOUNG))
    lms = MoodlePage(page, address, edition)
    page.goto(
        f"{address}/adversarial/moodle.html?key={lms.key}&edition={edition}"
        f"&mode=normal&sco={lms.sco}"
    )
    frame = lms.frame
    frame.locator("legend").wait_for()
    past_waiting(frame)
    assert frame.get_by_text(words("en-GB")["tooOld"]).is_visible()
    lms.close()
    assert (lms.site.posts, lms.site.tracks) == ([], {})
