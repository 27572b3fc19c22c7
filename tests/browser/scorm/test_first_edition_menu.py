"""Records of the first edition in a menu of several stories: each is found, and nothing falls."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Frame, Page, expect

from olw_core import content
from scorm_export.editions import edition as edition_of
from scorm_export.package import Choice, build
from scorm_export.profiles import profile
from scorm_export.trust import Trust
from tests.browser.scorm import earlier, packs, site
from tests.browser.scorm.adversary import SCORE, Adversary
from tests.browser.scorm.earlier import FULL_PLAN, HALF_WAY, PATH, Earlier, RecordStore
from tests.browser.scorm.learner import Learner
from tests.browser.scorm.lms_page import LmsPage
from tests.browser.scorm.test_cmi5 import broken, keeps, leave

pytestmark = pytest.mark.browser
MODULES = ("kind", "trusted")
WAY = packs.longest("trusted")
BEST = packs.expected(WAY, "trusted").percent or 0
THERE = Earlier("trusted", WAY, 2, FULL_PLAN, finished=True, percent=BEST)
TEXT = f"{HALF_WAY.text()}~~{THERE.text('trusted')}"


def name_of(edition: str, report: str) -> str:
    return f"menu-{edition}-{report}"


@pytest.fixture(scope="module")
def menus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The two stories in one zip, in every edition under every report."""
    folder = tmp_path_factory.mktemp("menus")
    stories = [content.load(module) for module in MODULES]
    made = {}
    for edition in packs.EDITIONS:
        for report in packs.REPORTS:
            named = edition_of(edition)
            choice = Choice(profile(packs.PROFILE[edition]), named, report, Trust())
            zipped = build("menu", stories, choice, everything=False)
            path = folder / f"{name_of(edition, report)}.zip"
            path.write_bytes(zipped.data)
            made[path.stem] = path
    with site.running(made) as running:
        yield running


class Menu(Adversary):
    """A menu in the honest LMS: it stands when the list of stories does."""

    def found(self) -> Learner:
        return menu_of(self.frame)


class Cmi5Menu(LmsPage):
    """The same in the record store's page."""

    def found(self) -> Learner:
        return menu_of(self.frame)


def menu_of(frame: Frame) -> Learner:
    expect(frame.locator(".olw .tag").first).to_be_visible(timeout=30_000)
    return Learner(frame)


def play(learner: Learner) -> None:
    """What the menu says, and the story that was begun, to its end."""
    tags = learner.frame.locator(".tag")
    assert tags.all_inner_texts() == ["In progress", "Completed"]
    title = content.load("kind")["title"]
    learner.frame.get_by_role("button", name=title, exact=True).click()
    expect(learner.frame.locator(".olw .top").first).to_contain_text("Scene 3")
    learner.answers(PATH[2:])
    learner.frame.get_by_role("button", name="Modules").click()
    assert tags.all_inner_texts() == ["Completed", "Completed"]


def at_the_end(report: str) -> str:
    """Both records once the launch has ended."""
    kind = earlier.after(HALF_WAY.text(), PATH[2:], report, left=True)
    text = THERE.text("trusted")
    return f"{kind}~~{earlier.after(text, (), report, left=True, module_id='trusted')}"


def mean() -> int:
    """The mean of both results, rounded half up."""
    return ((earlier.BEST or 0) + BEST + 1) // 2


@pytest.mark.parametrize("edition", packs.PAGES)
@pytest.mark.parametrize("report", packs.REPORTS)
def test_a_scorm_menu(page: Page, menus: str, edition: str, report: str) -> None:
    kind = "1.2" if edition == "1.2" else "2004"
    earlier.seed(page, kind, TEXT, finished=False, score="")
    lms = Menu(page, menus, "honest", kind, package=name_of(edition, report))
    play(lms.learner)
    lms.close()
    score = "" if report == "completion" else str(mean())
    assert lms.server.get(SCORE[kind], "").removesuffix(".0") == score
    assert lms.stored() == ("completed", score, at_the_end(report))
    assert lms.after_finish() == []


@pytest.mark.parametrize("report", packs.REPORTS)
def test_a_cmi5_menu(page: Page, menus: str, report: str) -> None:
    name = name_of("cmi5", report)
    earlier.enrol(page, menus, name, {"text": TEXT})
    lms = Cmi5Menu(page, menus, name)
    play(lms.learner)
    leave(lms)
    keeps(lms, at_the_end(report))
    now = RecordStore.of(lms).read()
    assert (now["completed"], broken(lms)) == (True, [])
