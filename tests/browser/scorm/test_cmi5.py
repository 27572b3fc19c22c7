"""Whole, resumed, finished and abandoned passes as a cmi5 unit: no statement breaks a rule, and the record store has the record."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.scorm import packs
from tests.browser.scorm.conftest import Watch
from tests.browser.scorm.lms_page import LmsPage

pytestmark = pytest.mark.browser
PATH = packs.longest()


def store(lms: LmsPage) -> Any:
    """What the record store knows of the registration: {log, recorded, text}."""
    address = f"xapi/log?registration={lms.stored()['registration']}"
    return lms.page.evaluate("(address) => fetch(address).then((answer) => answer.json())", address)


def calls(lms: LmsPage) -> list[str]:
    """What the unit did, without what it read."""
    return [line["call"] for line in store(lms)["log"] if not line["call"].startswith("read ")]


def broken(lms: LmsPage) -> list[str]:
    """Every rule that a statement broke."""
    return [problem for line in store(lms)["log"] for problem in line["problems"]]


def test_a_whole_pass(page: Page, watch: Watch, address: str) -> None:
    lms = LmsPage(page, address, packs.slug("cmi5"))
    lms.learner.answers(PATH)
    lms.end()
    wanted = packs.expected(PATH)
    known = store(lms)
    assert (broken(lms), watch.errors, watch.hosts) == ([], [], {urlsplit(address).netloc})
    assert (known["text"], known["recorded"]["completed"], known["recorded"]["score"]) == (
        wanted.text,
        True,
        wanted.percent,
    )
    writes = ["write olw-record"]
    assert calls(lms) == ["initialized", *writes * (len(PATH) - 1), "completed", "passed", *writes, "terminated"]
    assert len(known["log"]) <= 30


def test_a_resumed_pass_and_a_relaunch_after_completion(page: Page, watch: Watch, address: str) -> None:
    lms = LmsPage(page, address, packs.slug("cmi5"))
    lms.learner.answers(PATH[:2])
    lms.end()
    assert store(lms)["text"] == packs.expected(PATH[:2]).text
    lms.again().answers(PATH[2:])
    lms.end()
    before = len(calls(lms))
    lms.again()
    expect(lms.frame.locator(".olw .end")).to_be_visible()
    lms.end()
    assert calls(lms)[before:] == ["initialized", "terminated"]
    assert [name for name in calls(lms) if name in ("completed", "passed")] == ["completed", "passed"]
    assert (broken(lms), watch.errors) == ([], [])


def test_an_abandoned_pass(page: Page, address: str) -> None:
    lms = LmsPage(page, address, packs.slug("cmi5"))
    lms.end()
    assert (calls(lms), broken(lms), store(lms)["text"]) == (["initialized", "terminated"], [], "")


def test_answers_and_completion_only(page: Page, address: str) -> None:
    lms = LmsPage(page, address, packs.slug("cmi5", "answers"))
    lms.learner.answers(PATH)
    lms.end()
    assert (calls(lms).count("answered"), broken(lms)) == (len(PATH), [])
    lms = LmsPage(page, address, packs.slug("cmi5", "completion"))
    lms.learner.answers(PATH)
    lms.end()
    assert (store(lms)["recorded"], broken(lms)) == (
        store(lms)["recorded"] | {"completed": True, "passed": False, "score": None},
        [],
    )


@pytest.mark.parametrize("mode", ["browse", "review"])
def test_browse_and_review_report_nothing(page: Page, address: str, mode: str) -> None:
    lms = LmsPage(page, address, packs.slug("cmi5"))
    lms.end()
    before = len(calls(lms))
    page.locator("#mode").select_option(mode)
    lms.reopened().answers(PATH)
    lms.end()
    assert (calls(lms)[before:], broken(lms)) == (["initialized", "terminated"], [])


def test_save_and_close_ends_the_session(page: Page, address: str) -> None:
    lms = LmsPage(page, address, packs.slug("cmi5"))
    lms.learner.answers(PATH[:1])
    lms.frame.get_by_role("button", name="Save and close").click()
    lms.frame.get_by_role("heading", name="This story is closed.").wait_for()
    lms.end()
    assert calls(lms) == ["initialized", "write olw-record", "terminated"]
    assert (broken(lms), store(lms)["text"]) == ([], packs.expected(PATH[:1]).text)
