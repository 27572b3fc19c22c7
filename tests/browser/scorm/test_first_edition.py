"""Records of the first edition, opened by today's packages:
the learner goes on, nothing falls, less is stored.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from olw_core.report import Report
from tests.browser.scorm import earlier, packs
from tests.browser.scorm.adversary import Adversary
from tests.browser.scorm.conftest import Watch
from tests.browser.scorm.earlier import (
    BEST,
    FINISHED,
    HALF_WAY,
    NO_PERCENT,
    PATH,
    PLANNED,
    SECOND_TRY,
    Earlier,
    RecordStore,
)
from tests.browser.scorm.learner import Learner
from tests.browser.scorm.lms_page import LmsPage
from tests.browser.scorm.test_adversarial import SAYS
from tests.browser.scorm.test_cmi5 import broken, calls, keeps, leave

pytestmark = pytest.mark.browser
NOTICES = [words for name, words in SAYS.items() if name.startswith("record-")]
BEGUN = (HALF_WAY, SECOND_TRY, NO_PERCENT)
ENDED = (FINISHED, PLANNED)
REPORTS: tuple[Report, ...] = packs.REPORTS


def name_of(value: object) -> str:
    return value.name if isinstance(value, Earlier) else str(value)


def by_turns(records: Sequence[Earlier]) -> list[tuple[Earlier, Report, str]]:
    """Each record under each report, in the editions by turns: with three reports each edition
    meets each record and each report too.
    """
    told = itertools.product(records, REPORTS)
    turns = zip(told, itertools.cycle(packs.PAGES), strict=False)
    return [(found, report, edition) for (found, report), edition in turns]


@pytest.fixture(autouse=True)
def no_page_errors(watch: Watch) -> Iterator[None]:
    """An old record throws nothing."""
    yield
    assert watch.errors == []


def open_scorm(
    page: Page, address: str, edition: str, report: Report, found: Earlier
) -> Adversary:
    """Today's package in a system that holds what the first edition left."""
    kind = "1.2" if edition == "1.2" else "2004"
    score = found.best() if report != "completion" else ""
    earlier.seed(page, kind, found.text(), finished=found.finished, score=score)
    package = packs.slug(edition, report)
    return Adversary(page, address, "honest", kind, package=package)


def open_cmi5(
    page: Page, address: str, report: Report, document: dict[str, Any]
) -> LmsPage:
    """The same as a cmi5 unit."""
    slug = packs.slug("cmi5", report)
    earlier.enrol(page, address, slug, document)
    return LmsPage(page, address, slug)


def sees(learner: Learner, found: Earlier) -> None:
    """The learner stands where they were, and hears of no trouble."""
    shown = learner.frame.locator(".olw").first
    if found in ENDED:
        expect(shown.locator(".end")).to_be_visible()
    else:
        expect(shown.locator(".top").first).to_contain_text("Scene 3")
    text = shown.inner_text()
    assert [words for words in NOTICES if words in text] == []
    assert shown.locator("input[name^=confidence]:checked").count() == 0


def told(found: Earlier, report: str, percent: int | None) -> str:
    """The score that the system has by now: it never falls."""
    if report == "completion" or percent is None:
        return ""
    before = 100 if found.finished and found.percent is None else found.percent or 0
    return str(max(before, percent))


@pytest.mark.parametrize(("found", "report", "edition"), by_turns(BEGUN), ids=name_of)
def test_a_story_begun_goes_on(
    page: Page, address: str, edition: str, report: Report, found: Earlier
) -> None:
    lms = open_scorm(page, address, edition, report, found)
    sees(lms.learner, found)
    lms.learner.answer(PATH[2])
    status = "completed" if found.finished else "incomplete"
    percent = 0 if found.finished else None
    score = told(found, report, percent)
    lms.waits_for((status, score, earlier.after(found.text(), PATH[2:3], report)))
    lms.learner.answers(PATH[3:])
    score = told(found, report, BEST)
    lms.waits_for(("completed", score, earlier.after(found.text(), PATH[2:], report)))
    lms.close()
    last = earlier.after(found.text(), PATH[2:], report, left=True)
    assert (lms.stored(), lms.after_finish()) == (("completed", score, last), [])


@pytest.mark.parametrize(("found", "report", "edition"), by_turns(ENDED), ids=name_of)
def test_a_finished_story_keeps_its_result_and_loses_the_way(
    page: Page, address: str, edition: str, report: Report, found: Earlier
) -> None:
    lms = open_scorm(page, address, edition, report, found)
    sees(lms.learner, found)
    lms.learner.frame.get_by_role("button", name=SAYS["close"]).click()
    lms.learner.closed(SAYS["closed"])
    last = earlier.after(found.text(), (), report, left=True)
    lms.waits_for(("completed", told(found, report, BEST), last))
    learner = lms.reopen()
    expect(learner.frame.locator(".olw .top").first).to_contain_text("Scene 1")


@pytest.mark.parametrize("edition", ["1.2", "2004-4"])
@pytest.mark.parametrize("found", [SECOND_TRY, PLANNED], ids=name_of)
def test_looking_in_and_closing_the_tab_loses_nothing(
    page: Page, address: str, edition: str, found: Earlier
) -> None:
    lms = open_scorm(page, address, edition, "score", found)
    sees(lms.learner, found)
    lms.close()
    status, score, _ = lms.stored()
    assert (status, score) == ("completed", found.best())
    sees(lms.reopen(), found)


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("found", BEGUN, ids=name_of)
def test_a_cmi5_unit_begun_goes_on(
    page: Page, address: str, report: Report, found: Earlier
) -> None:
    said = {"completed": True, "passed": True} if found.finished else {}
    lms = open_cmi5(page, address, report, {"text": found.text(), **said})
    before = len(calls(lms))
    sees(lms.learner, found)
    lms.learner.answers(PATH[2:])
    leave(lms)
    keeps(lms, earlier.after(found.text(), PATH[2:], report, left=True))
    assert broken(lms) == []
    assert RecordStore.of(lms).read()["completed"] is True
    anew = calls(lms)[before:]
    assert anew.count("completed") == int(not found.finished)
    assert (anew.count("passed"), anew.count("failed")) == (0, 0)
    # The first edition did not note what it had told of scores: the best so far is told again.
    scores = 2 if found is SECOND_TRY else 1
    if report == "completion":
        scores = 0
    assert anew.count("scored") == scores


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("found", ENDED, ids=name_of)
def test_a_finished_cmi5_unit_keeps_its_result_and_loses_the_way(
    page: Page, address: str, report: Report, found: Earlier
) -> None:
    said = {"completed": True, "passed": True}
    lms = open_cmi5(page, address, report, {"text": found.text(), **said})
    sees(lms.learner, found)
    lms.frame.get_by_role("button", name=SAYS["close"]).click()
    lms.learner.closed(SAYS["closed"])
    leave(lms)
    keeps(lms, earlier.after(found.text(), (), report, left=True))
    now = RecordStore.of(lms).read()
    assert (now["completed"], now["passed"]) == (True, True)
    assert (broken(lms), calls(lms).count("completed")) == ([], 0)


def test_the_percentage_leaves_a_cmi5_document_when_only_completion_is_told(
    page: Page, address: str
) -> None:
    before = {"text": SECOND_TRY.text(), "completed": True, "scored": 60, "passed": 60}
    lms = open_cmi5(page, address, "completion", before)
    lms.learner.answer(PATH[2])
    leave(lms)
    kept = earlier.after(SECOND_TRY.text(), PATH[2:3], "completion")
    keeps(lms, kept)
    assert RecordStore.of(lms).read() == {
        "text": kept,
        "completed": True,
        "passed": True,
    }
