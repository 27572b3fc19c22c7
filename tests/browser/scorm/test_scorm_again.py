"""Whole, resumed, finished and abandoned passes under scorm-again:
no call refused, the right record, at most 40 calls.

A package for 2004-3 differs from one for 2004-4 in its manifest alone: one whole pass shows that
it is opened, and plays.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.scorm import packs
from tests.browser.scorm.conftest import Watch
from tests.browser.scorm.lms_page import LmsPage

pytestmark = pytest.mark.browser
MOST_CALLS = 40
"""The time goes with every commit, one call for each decision."""


def status(cmi: dict[str, Any]) -> tuple[str, str, str, str]:
    """(status, raw score, suspend_data without its counter, exit) of either edition."""
    core = cmi.get("core", cmi)
    text = cmi["suspend_data"].rpartition("~")[0]
    return (
        core.get("lesson_status", cmi.get("completion_status")),
        core["score"]["raw"],
        text,
        core["exit"],
    )


def ends(edition: str) -> str:
    """The exit of a finished story: 2004 keeps suspend, so that practice can be resumed."""
    return "" if edition == "1.2" else "suspend"


@pytest.mark.parametrize("edition", packs.SCORM_EDITIONS)
def test_a_whole_pass(page: Page, watch: Watch, address: str, edition: str) -> None:
    path = packs.longest()
    lms = LmsPage(page, address, packs.slug(edition))
    lms.learner.answers(path, pause=1000)
    lms.end()
    wanted = packs.expected(path)
    assert wanted.ended
    assert lms.problems() == []
    assert status(lms.stored()["cmi"]) == (
        "completed",
        str(wanted.percent),
        wanted.left,
        ends(edition),
    )
    assert lms.stored()["total"] >= len(path)
    assert len(lms.log()) <= MOST_CALLS
    assert (watch.hosts, watch.errors) == ({urlsplit(address).netloc}, [])


@pytest.mark.parametrize("edition", packs.PAGES)
def test_a_resumed_pass_and_a_relaunch_after_completion(
    page: Page, watch: Watch, address: str, edition: str
) -> None:
    path = packs.longest()
    lms = LmsPage(page, address, packs.slug(edition))
    lms.learner.answers(path[:2])
    lms.end()
    assert status(lms.stored()["cmi"]) == (
        "incomplete",
        "",
        packs.expected(path[:2]).text,
        "suspend",
    )

    lms.again().answers(path[2:])
    lms.end()
    wanted = packs.expected(path)
    assert status(lms.stored()["cmi"]) == (
        "completed",
        str(wanted.percent),
        wanted.left,
        ends(edition),
    )

    lms.clear()
    lms.again()
    lms.end()
    assert status(lms.stored()["cmi"])[:3] == (
        "completed",
        str(wanted.percent),
        wanted.left,
    )
    assert [
        call for call in lms.calls("LMSSetValue", "SetValue") if "status" in call
    ] == []
    assert (lms.problems(), watch.errors) == ([], [])


@pytest.mark.parametrize("edition", packs.PAGES)
def test_an_abandoned_pass(
    page: Page, watch: Watch, address: str, edition: str
) -> None:
    lms = LmsPage(page, address, packs.slug(edition))
    lms.end()
    assert status(lms.stored()["cmi"]) == ("incomplete", "", "", "suspend")
    assert (lms.problems(), watch.errors) == ([], [])


@pytest.mark.parametrize("edition", packs.PAGES)
def test_answers_are_reported_where_asked_for(
    page: Page, address: str, edition: str
) -> None:
    path = packs.longest()
    lms = LmsPage(page, address, packs.slug(edition, "answers"))
    lms.learner.answers(path)
    lms.end()
    kept = lms.stored()["cmi"]["interactions"]
    name = "student_response" if edition == "1.2" else "learner_response"
    assert lms.problems() == []
    assert [kept[str(n)][name] for n in range(len(path))] == list(path)
    assert [kept[str(n)]["type"] for n in range(len(path))] == ["choice"] * len(path)


@pytest.mark.parametrize("edition", packs.PAGES)
def test_completion_only_reports_no_score(
    page: Page, address: str, edition: str
) -> None:
    lms = LmsPage(page, address, packs.slug(edition, "completion"))
    lms.learner.answers(packs.longest())
    lms.end()
    assert (status(lms.stored()["cmi"])[:2], lms.problems()) == (("completed", ""), [])
    assert [
        call
        for call in lms.calls("LMSSetValue", "SetValue")
        if "score" in call or "interactions" in call
    ] == []


@pytest.mark.parametrize(("mode", "edition"), [("browse", "1.2"), ("review", "2004-4")])
def test_browse_and_review_write_nothing(
    page: Page, address: str, mode: str, edition: str
) -> None:
    lms = LmsPage(page, address, packs.slug(edition))
    lms.end()
    page.locator("#mode").select_option(mode)
    learner = lms.reopened()
    lms.clear()
    learner.answers(packs.longest())
    lms.end()
    assert lms.calls("LMSSetValue", "SetValue", "LMSCommit", "Commit") == []
    assert lms.problems() == []
