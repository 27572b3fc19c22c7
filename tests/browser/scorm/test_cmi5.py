"""Whole, resumed, finished and abandoned passes as a cmi5 unit:
no statement breaks a rule, and the record store has the record.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Page, Response, Route, expect

from olw_core import content
from scorm_export.editions import edition
from scorm_export.package import Choice, build
from scorm_export.profiles import profile
from scorm_export.trust import Trust
from tests.browser.scorm import packs, site
from tests.browser.scorm.conftest import Watch
from tests.browser.scorm.lms_page import LmsPage
from tests.browser.support import waits

pytestmark = pytest.mark.browser
PATH = packs.longest()


def log_of(lms: LmsPage) -> str:
    """Where the store tells what it knows, from the LMS's page on."""
    return f"xapi/log?registration={lms.stored()['registration']}"


def store(lms: LmsPage) -> Any:
    """What the record store knows of the registration: {log, recorded, text}."""
    address = log_of(lms)
    return lms.page.evaluate(
        "(address) => fetch(address).then((answer) => answer.json())", address
    )


def calls(lms: LmsPage) -> list[str]:
    """What the unit did, without what it read."""
    return [
        line["call"]
        for line in store(lms)["log"]
        if not line["call"].startswith("read ")
    ]


def leave(lms: LmsPage) -> None:
    """The learner closes the window; a busy machine takes a while to hear the last words.

    A record that was on its way may come behind them: nothing orders requests.
    """

    def has_ended() -> bool:
        said = calls(lms)
        return said.count("terminated") == said.count("initialized")

    lms.end()
    waits.until(lms.page, has_ended)


def keeps(lms: LmsPage, text: str) -> None:
    """Until this is the stored record: the last one may come behind the unit's last words."""
    with suppress(AssertionError):
        waits.until(lms.page, lambda: store(lms)["text"] == text)
    assert store(lms)["text"] == text


def has_told(lms: LmsPage) -> None:
    """Until the ending was told, and what was told is stored."""
    last = ["scored", "write olw-record"]
    waits.until(lms.page, lambda: calls(lms)[-2:] == last)


def broken(lms: LmsPage) -> list[str]:
    """Every rule that a statement broke."""
    return [problem for line in store(lms)["log"] for problem in line["problems"]]


def assert_recorded(known: Any, **wanted: object) -> None:
    """These among all that the LMS knows of the registration."""
    assert {name: known["recorded"][name] for name in wanted} == wanted


def test_a_whole_pass(page: Page, watch: Watch, address: str) -> None:
    lms = LmsPage(page, address, packs.slug("cmi5"))
    for number, answer in enumerate(PATH[:-1], 1):
        lms.learner.answer(answer)
        keeps(lms, packs.expected(PATH[:number]).text)
    lms.learner.answer(PATH[-1])
    has_told(lms)
    leave(lms)
    wanted = packs.expected(PATH)
    keeps(lms, wanted.left)
    known = store(lms)
    assert (broken(lms), watch.errors, watch.hosts) == (
        [],
        [],
        {urlsplit(address).netloc},
    )
    assert_recorded(
        known, completed=True, passed=False, score=None, best=wanted.percent
    )
    writes = ["write olw-record"]
    ending = [*writes, "completed", "scored", *writes]
    *said, one, other = calls(lms)
    assert said == ["initialized", *writes * (len(PATH) - 1), *ending]
    assert {one, other} == {
        "terminated",
        *writes,
    }  # both leave with the page, in either order
    assert len(known["log"]) <= 30


def test_a_resumed_pass_and_a_relaunch_after_completion(
    page: Page, watch: Watch, address: str
) -> None:
    lms = LmsPage(page, address, packs.slug("cmi5"))
    lms.learner.answers(PATH[:2])
    leave(lms)
    keeps(lms, packs.expected(PATH[:2]).text)
    lms.again().answers(PATH[2:])
    has_told(lms)
    leave(lms)
    keeps(lms, packs.expected(PATH).left)
    before = len(calls(lms))
    lms.again()
    leave(lms)
    assert calls(lms)[before:] == ["initialized", "terminated"]
    assert [name for name in calls(lms) if name in ("completed", "scored")] == [
        "completed",
        "scored",
    ]
    assert (broken(lms), watch.errors) == ([], [])


def test_answers_and_completion_only(page: Page, address: str) -> None:
    lms = LmsPage(page, address, packs.slug("cmi5", "answers"))
    lms.learner.answers(PATH)
    has_told(lms)
    leave(lms)
    assert (calls(lms).count("answered"), broken(lms)) == (len(PATH), [])
    lms = LmsPage(page, address, packs.slug("cmi5", "completion"))
    lms.learner.answers(PATH)
    waits.until(page, lambda: "completed" in calls(lms))
    leave(lms)
    assert broken(lms) == []
    assert_recorded(store(lms), completed=True, passed=False, score=None, best=None)


def test_an_abandoned_pass_browse_and_review_report_nothing(
    page: Page, address: str
) -> None:
    lms = LmsPage(page, address, packs.slug("cmi5"))
    leave(lms)
    visit = ["initialized", "terminated"]
    assert calls(lms) == visit
    for visits, mode in enumerate(("browse", "review"), 2):
        page.locator("#mode").select_option(mode)
        lms.reopened().answers(PATH)
        leave(lms)
        assert calls(lms) == visit * visits
    assert (broken(lms), store(lms)["text"]) == ([], "")


def test_save_and_close_ends_the_session(page: Page, address: str) -> None:
    lms = LmsPage(page, address, packs.slug("cmi5"))
    lms.learner.answers(PATH[:1])
    lms.frame.get_by_role("button", name="Save and close").click()
    lms.frame.get_by_role("heading", name="This story is closed.").wait_for()
    leave(lms)
    assert calls(lms) == ["initialized", "write olw-record", "terminated"]
    keeps(lms, packs.expected(PATH[:1]).text)
    assert broken(lms) == []


WORDS = json.loads(
    (
        Path(__file__).parents[3] / "olw_core" / "player" / "strings" / "en-GB.json"
    ).read_text("utf-8")
)
SAVED, REFUSED = WORDS["core"]["saved"], WORDS["packaged"]["refused"]
OVER, AWAY = WORDS["packaged"]["session-over"], WORDS["packaged"]["not-saved"]


def answering(
    page: Page, status: int, address: str, verb: str = ""
) -> Callable[[], None]:
    """The record store answers with this status: to all requests, or to a statement of this verb.

    A way back, which leaves no request that is on its way without an answer. Before the page goes
    no route may stand: what a page says at its end would wait for it, and be lost with the page.
    """
    away = [status]

    def answer(route: Route) -> None:
        body = route.request.post_data or ""
        is_meant = not verb or f"verbs/{verb}" in body
        if away and is_meant:
            route.fulfill(status=status, body="")
        else:
            route.fallback()

    page.route(address, answer)
    return away.clear


@pytest.mark.parametrize("status", [401, 403])
def test_a_session_that_ends_in_the_middle_promises_nothing_and_loses_only_what_it_said(
    page: Page, address: str, status: int
) -> None:
    lms = LmsPage(page, address, packs.slug("cmi5"))
    lms.learner.answers(PATH[:1])
    back = answering(page, status, "**/xapi/**/*")
    lms.learner.answer(PATH[1])
    lms.learner.told(OVER)
    # seen from another page: this one tries again by itself, and would get through after `back`
    log = urljoin(page.url, log_of(lms))
    other = page.context.new_page()
    other.goto(log)
    kept = other.evaluate("JSON.parse(document.body.innerText)")["text"]
    back()
    assert kept == packs.expected(PATH[:1]).text


def test_a_record_store_that_comes_back_has_everything(
    page: Page, address: str
) -> None:
    lms = LmsPage(page, address, packs.slug("cmi5", "answers"))
    lms.learner.answers(PATH[:1])
    back = answering(page, 503, "**/xapi/**/*")
    lms.learner.answers(PATH[1:-1])
    lms.learner.answer(PATH[-1])
    lms.learner.told(AWAY)
    back()
    lms.frame.evaluate(
        "dispatchEvent(new Event('online'))"
    )  # the next try of its own may be a minute off
    lms.learner.told(SAVED)
    page.unroute_all()
    leave(lms)
    keeps(lms, packs.expected(PATH).left)
    assert broken(lms) == []
    assert [calls(lms).count(name) for name in ("answered", "completed", "scored")] == [
        len(PATH),
        1,
        1,
    ]
    assert "terminated" in calls(lms)[-3:]


@pytest.mark.parametrize(
    ("verb", "words"), [("answered", SAVED), ("scored", SAVED), ("completed", REFUSED)]
)
def test_one_refused_statement_blocks_nothing(
    page: Page, address: str, verb: str, words: str
) -> None:
    lms = LmsPage(page, address, packs.slug("cmi5", "answers"))
    refused: list[str] = []

    def note(given: Response) -> None:
        if given.status == 400:
            refused.append(given.url)

    page.on("response", note)
    back = answering(page, 400, "**/xapi/statements*", verb)
    lms.learner.answers(PATH)
    many = len(PATH) if verb == "answered" else 1
    waits.until(page, lambda: len(refused) == many)
    lms.learner.told(words)
    back()
    page.unroute_all()
    leave(lms)
    wanted = {"answered": len(PATH), "completed": 1, "scored": 1, "terminated": 1} | {
        verb: 0
    }
    assert {name: calls(lms).count(name) for name in wanted} == wanted
    keeps(lms, packs.expected(PATH).left)
    assert broken(lms) == []


def test_saved_is_said_of_the_newest_decision(page: Page, address: str) -> None:
    """While it is still on its way, that the one before has arrived is nothing to go by."""
    lms = LmsPage(page, address, packs.slug("cmi5", "answers"))
    held: list[Route] = []

    def hold(route: Route) -> None:
        if "verbs/answered" in (route.request.post_data or ""):
            held.append(route)
        else:
            route.fallback()

    page.route("**/xapi/statements*", hold)
    lms.learner.answers(PATH[:2])
    waits.until(page, lambda: len(held) == 1)
    held[0].fallback()
    waits.until(page, lambda: len(held) == 2)
    assert lms.frame.locator(".olw .status").inner_text() != SAVED
    held[1].fallback()
    lms.learner.told(SAVED)


def test_completed_taken_and_the_answer_lost_is_not_said_twice(
    page: Page, address: str
) -> None:
    lms = LmsPage(page, address, packs.slug("cmi5"))

    def lose(route: Route) -> None:
        if "verbs/completed" in (route.request.post_data or ""):
            route.fetch(url=route.request.url.replace(site.HOST, "127.0.0.1"))
            page.route("**/xapi/**/*", lambda other: other.abort())
            route.abort()
        else:
            route.fallback()

    page.route("**/xapi/statements*", lose)
    lms.learner.answers(PATH[:-1])
    lms.learner.answer(PATH[-1])
    lms.learner.told(AWAY)
    page.unroute_all()
    page.reload()  # the browser is closed, and the learner comes back
    lms.learner = lms.found()
    waits.until(page, lambda: "scored" in calls(lms))
    leave(lms)
    assert [calls(lms).count(name) for name in ("completed", "scored")] == [1, 1]
    assert broken(lms) == []
    assert_recorded(store(lms), completed=True, best=packs.expected(PATH).percent)


@pytest.mark.parametrize(("mark", "passes"), [(60, True), (90, False)])
def test_only_a_mark_makes_passed(
    page: Page, tmp_path: Path, mark: int, passes: bool
) -> None:
    choice = Choice(profile("cmi5"), edition("cmi5"), "score", Trust(pass_mark=mark))
    package = tmp_path / "mark.zip"
    package.write_bytes(build("module", [content.load(packs.MODULE)], choice).data)
    with site.running({"mark": package}) as address:
        lms = LmsPage(page, address, "mark")
        lms.learner.answers(PATH)
        leave(lms)
        percent = packs.expected(PATH).percent
        assert (broken(lms), calls(lms).count("passed"), "failed" in calls(lms)) == (
            [],
            int(passes),
            False,
        )
        score = percent if passes else None
        assert_recorded(
            store(lms),
            completed=True,
            passed=passes,
            satisfied=passes,
            score=score,
            best=percent,
        )


@pytest.mark.parametrize(("theirs", "passes"), [("0.55", True), ("0.95", False)])
def test_an_lms_with_a_mark_of_its_own_goes_by_it_and_so_does_the_page(
    page: Page, tmp_path: Path, theirs: str, passes: bool
) -> None:
    """An administrator may set another one in the LMS (cmi5 10.0, masteryScore)."""
    choice = Choice(profile("cmi5"), edition("cmi5"), "score", Trust(pass_mark=80))
    made = build("module", [content.load(packs.MODULE)], choice).data
    package = tmp_path / "mark.zip"
    package.write_bytes(with_mastery(made, "0.80", theirs))
    percent = round(100 * float(theirs))
    with site.running({"mark": package}) as address:
        lms = LmsPage(page, address, "mark")
        caption = lms.frame.locator("header .caption")
        expect(caption).to_contain_text(f"Pass mark {percent}%")
        told = lms.frame.locator(".olw").text_content() or ""
        assert f"The mark is {percent}%." in told
        assert "80%" not in told
        lms.learner.answers(PATH)
        ending = lms.frame.locator(".olw").inner_text()
        reached = "have reached" if passes else "have not reached"
        assert f"{reached} the pass mark of {percent}%" in ending
        leave(lms)
        assert (broken(lms), calls(lms).count("passed")) == ([], int(passes))


def with_mastery(package: bytes, was: str, becomes: str) -> bytes:
    """The package, as if the LMS's administrator had set another mastery score."""
    changed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as read,
        zipfile.ZipFile(changed, "w") as made,
    ):
        for name in read.namelist():
            data = read.read(name)
            if name == "cmi5.xml":
                before = f'masteryScore="{was}"'.encode()
                assert before in data
                data = data.replace(before, f'masteryScore="{becomes}"'.encode())
            made.writestr(name, data)
    return changed.getvalue()
