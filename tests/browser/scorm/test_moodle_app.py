"""Packages in Moodle's app: what it keeps on the device is called so, and links go through it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.scorm import packs, site
from tests.browser.scorm.lms_page import LmsPage
from tests.browser.scorm.moodle_page import MoodlePage
from tests.browser.scorm.test_adversarial import PATH, SAYS, done, part
from tests.browser.scorm.test_trust import changed
from tests.browser.support import waits

pytestmark = pytest.mark.browser
SUPPORT = {"label": "Staff support", "url": "https://trust.example/support"}
PROBLEM = "mailto:help@trust.example"


class AppPage(MoodlePage):
    """The app serves a package from `localhost` on the phone
    (`http://localhost/_app_file_/...`, src/core/services/file.ts).
    """

    holder = "moodle-app.html"

    def __init__(self, page: Page, address: str) -> None:
        super().__init__(page, address.replace(site.HOST, "localhost"), "1.2")

    def held(self) -> tuple[str, str, str]:
        """As `stored`, of the device."""
        on_the_device = self.page.evaluate("lms.device")
        before, self.site.tracks = self.site.tracks, on_the_device
        found = self.stored()
        self.site.tracks = before
        return found


def test_what_the_site_took_is_saved(page: Page, address: str) -> None:
    lms = AppPage(page, address)
    lms.enter().answers(PATH)
    lms.waits_for(done())
    lms.learner.hears(SAYS["saved"])
    assert lms.page.evaluate("lms.device") == {}


def test_no_app_is_spoken_of_where_there_is_none(
    page: Page, context: BrowserContext, address: str
) -> None:
    """An LMS on this machine takes everything without a network, as our package tester does."""
    here = address.replace(site.HOST, "localhost")
    lms = LmsPage(page, here, packs.slug("1.2"))
    waits.second_script(lms.frame)
    context.set_offline(True)
    lms.learner.answer(PATH[0])
    lms.learner.hears(SAYS["saved"])


def test_where_the_site_is_away_the_device_keeps_it_and_the_page_says_so(
    page: Page, address: str
) -> None:
    lms = AppPage(page, address)
    lms.enter().answers(PATH[:-2])
    lms.waits_for(part(PATH[:-2]))
    lms.unreachable()
    lms.learner.answer(PATH[-2])
    lms.learner.hears(SAYS["saved-here"])
    lms.reachable()
    lms.learner.answer(PATH[-1])
    waits.until(page, lambda: lms.held() == done())
    lms.learner.hears(SAYS["saved-here"])
    assert lms.stored() == part(PATH[:-2])


def test_without_a_network_a_whole_visit_stays_on_the_device(
    page: Page, context: BrowserContext, address: str
) -> None:
    lms = AppPage(page, address)
    lms.enter()
    lms.frame.wait_for_function("window.olwMore")  # the app has all files on the device
    context.set_offline(True)
    lms.learner.answers(PATH)
    waits.until(page, lambda: lms.held() == done())
    lms.learner.hears(SAYS["saved-here"])


def test_links_out_of_the_story_go_through_the_app(
    page: Page, context: BrowserContext, packages: dict[str, Path], tmp_path: Path
) -> None:
    trust = json.dumps({"support": [SUPPORT], "problem_url": PROBLEM}).encode()
    package = changed(packages[packs.slug("1.2")], tmp_path / "own.zip", trust)
    with site.running({"own": package}) as address:
        lms = AppPage(page, address)
        lms.sco = "/own/content/index.html"
        lms.enter()
        foot = lms.frame.locator("footer")
        foot.locator("summary").click()
        for link in foot.get_by_role("link").all():
            link.click()
        assert lms.page.evaluate("lms.opened") == [SUPPORT["url"], PROBLEM]
        assert context.pages == [page]
