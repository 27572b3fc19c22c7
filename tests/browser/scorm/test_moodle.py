"""Packages under a run-time and a server that behave as Moodle's own do:
previews, reviews, a server that is away.

In both editions where names, values or last words of an edition are in question
(olw_core/player/src/recorders/edition.ts); otherwise in one, by turns.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.scorm import packs
from tests.browser.scorm.conftest import Watch
from tests.browser.scorm.moodle_page import MoodlePage
from tests.browser.scorm.test_adversarial import EDITIONS, PATH, SAYS, done, left, part
from tests.browser.support import waits

pytestmark = pytest.mark.browser
HIDE = """Object.defineProperty(document, 'hidden', {value: %s, configurable: true});
window.dispatchEvent(new Event('visibilitychange'));
document.dispatchEvent(new Event('visibilitychange'));"""


@pytest.fixture(autouse=True)
def no_page_errors(watch: Watch) -> Iterator[None]:
    """Whatever Moodle does, the package throws nothing."""
    yield
    assert watch.errors == []


def play(lms: MoodlePage) -> None:
    """To the ending."""
    lms.learner.answers(PATH)
    expect(lms.frame.locator(".olw .end")).to_be_visible()


@pytest.mark.parametrize(
    ("answers", "way_out"),
    [
        (0, "goes_elsewhere"),
        (2, "close"),
        (len(PATH), "close"),
        (len(PATH), "goes_elsewhere"),
    ],
)
def test_a_preview_leaves_no_trace(
    page: Page, address: str, answers: int, way_out: str
) -> None:
    lms = MoodlePage(page, address, "1.2")
    learner = lms.enter("browse")
    learner.hears(SAYS["browse"])
    learner.answers(PATH[:answers])
    learner.hears(SAYS["browse"])
    getattr(lms, way_out)()
    assert (lms.site.tracks, lms.site.posts) == ({}, [])
    lms.enter()
    assert lms.frame.locator(".olw .q").is_visible()
    lms.learner.answers(PATH[:1])
    lms.waits_for(part(PATH[:1]))


@pytest.mark.parametrize(("mode", "told"), [("browse", 0), ("normal", 1)])
def test_only_a_visit_that_counts_says_that_the_short_way_counts(
    page: Page, address: str, mode: str, told: int
) -> None:
    lms = MoodlePage(page, address, "1.2")
    lms.enter(mode)
    lms.frame.locator("footer").get_by_role("button", name=SAYS["leave"]).click()
    lms.frame.get_by_role("heading", name=SAYS["leaveAsk"]).wait_for()
    assert lms.frame.get_by_text(SAYS["leaveHelp"]).count() == 1
    assert lms.frame.get_by_text(SAYS["leaveCounts"]).count() == told


@pytest.mark.parametrize("answers", [0, len(PATH)])
def test_a_preview_in_2004_changes_nothing(
    page: Page, address: str, answers: int
) -> None:
    lms = MoodlePage(page, address, "2004")
    lms.enter("browse").answers(PATH[:answers])
    lms.close()
    assert {name for name in lms.site.tracks if name != "cmi.total_time"} == set()


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_whole_pass_and_a_review_that_says_so_on_every_screen_and_stores_nothing(
    page: Page, address: str, edition: str
) -> None:
    lms = MoodlePage(page, address, edition)
    lms.enter()
    play(lms)
    lms.learner.hears(SAYS["saved"])
    lms.close()
    assert lms.stored() == left()
    lms.enter()
    lms.learner.hears(SAYS["review"])
    expect(lms.frame.locator(".path, .screen .notice").first).to_be_visible()
    if lms.frame.locator(".olw .end").count():
        lms.frame.get_by_role("button", name=SAYS["again"], exact=True).click()
    for response in PATH:
        lms.learner.answer(response)
        lms.learner.hears(SAYS["review"])
    lms.frame.get_by_text(SAYS["forRecord"]).click()
    expect(lms.frame.get_by_text(SAYS["evidence"])).to_be_visible()
    expect(lms.frame.get_by_text(SAYS["retryHelp"])).to_have_count(0)
    assert lms.frame.get_by_role("button", name=SAYS["close"]).count() == 0
    lms.close()
    assert lms.stored() == left()


@pytest.mark.parametrize(
    ("failures", "edition"),
    [(1, "1.2"), (1, "2004"), (2, "1.2"), (3, "2004"), (5, "1.2"), (5, "2004")],
)
def test_a_server_that_is_away_at_the_ending(
    page: Page, address: str, failures: int, edition: str
) -> None:
    lms = MoodlePage(page, address, edition)
    lms.begun(PATH[:-1])
    lms.site.answers = [502] * failures
    lms.learner.answer(PATH[-1])
    if failures > 1:
        lms.learner.hears(SAYS["not-saved"])
    lms.waits_for(done(), 40_000)
    lms.learner.hears(SAYS["saved"])
    assert lms.site.answers == []
    lms.close()
    assert lms.stored() == left()


@pytest.mark.parametrize(
    ("way_out", "edition"), [("close", "1.2"), ("goes_elsewhere", "2004")]
)
def test_what_the_server_missed_goes_with_the_last_words(
    page: Page, address: str, way_out: str, edition: str
) -> None:
    lms = MoodlePage(page, address, edition)
    lms.begun(PATH[:-1])
    lms.site.answers = [502, 502]
    lms.learner.answer(PATH[-1])
    getattr(lms, way_out)()
    assert lms.stored() == left()


@pytest.mark.parametrize("edition", EDITIONS)
def test_an_ending_that_never_arrived_is_sent_at_the_next_visit(
    page: Page, address: str, edition: str
) -> None:
    lms = MoodlePage(page, address, edition)
    lms.begun(PATH[:-1]).answer(PATH[-1])
    lms.waits_for(done())
    lms.close()
    status = "cmi.core.lesson_status" if edition == "1.2" else "cmi.completion_status"
    lms.site.tracks |= {status: "incomplete"}  # the record came, the completion did not
    lms.enter()
    lms.waits_for(left())
    assert lms.site.tracks[status] == "completed"


def test_a_page_left_open_while_the_lms_forgets_completes_nothing(
    page: Page, address: str
) -> None:
    """Totara deletes all tracks of a learner who must certify again (mod/scorm/lib.php,
    scorm_archive_completion), and Moodle those of a deleted attempt. A page that is open then
    stores what has changed since (datamodels/scorm_12.js, CollectData): its last record alone."""
    lms = MoodlePage(page, address, "1.2")
    lms.enter()
    play(lms)
    lms.waits_for(done())
    lms.site.tracks.clear()
    lms.close()
    status = "cmi.core.lesson_status"
    assert status not in lms.site.tracks
    for _ in range(2):
        lms.enter()
        waits.second_script(lms.frame)
        expect(lms.frame.locator(".olw .top").last).to_contain_text("Scene 1")
        expect(lms.frame.locator(".olw .notice")).to_have_count(0)
        lms.close()
        assert lms.site.tracks[status] == "incomplete"
    lms.enter()
    play(lms)
    lms.close()
    assert lms.stored() == left()


@pytest.mark.parametrize("edition", EDITIONS)
def test_saved_is_said_only_of_what_was_answered(
    page: Page, address: str, edition: str
) -> None:
    """The server is gone, the browser calls itself online,
    and the run-time says true to a beacon that goes nowhere.
    """
    lms = MoodlePage(page, address, edition)
    lms.begun(PATH[:-1])
    lms.unreachable()
    lms.learner.answer(PATH[-1])
    lms.learner.hears(SAYS["not-saved"])
    tries = lms.lost
    waits.until(page, lambda: lms.lost >= tries + 2)
    lms.learner.hears(SAYS["not-saved"])
    lms.reachable()
    lms.waits_for(done(), 40_000)
    lms.learner.hears(SAYS["saved"])


@pytest.mark.parametrize("edition", EDITIONS)
def test_offline_is_told_and_healed(
    page: Page, context: BrowserContext, address: str, edition: str
) -> None:
    lms = MoodlePage(page, address, edition)
    lms.begun(PATH[:-1])
    context.set_offline(True)
    lms.learner.answer(PATH[-1])
    lms.learner.hears(SAYS["offline"])
    lms.learner.hears(SAYS["offline"])
    context.set_offline(False)
    lms.waits_for(done())
    lms.learner.hears(SAYS["saved"])


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_session_that_ended_is_told_at_the_ending_too(
    page: Page, address: str, edition: str
) -> None:
    lms = MoodlePage(page, address, edition)
    lms.begun(PATH[:2])
    lms.site.logged_out = True
    lms.learner.answers(PATH[2:])
    expect(lms.frame.locator(".olw .end")).to_be_visible()
    lms.learner.hears(SAYS["not-saved"])
    assert (
        page.evaluate(
            "Object.keys(sessionStorage).length + Object.keys(localStorage).length"
        )
        == 0
    )
    lms.close()
    assert (
        page.evaluate(
            "Object.keys(sessionStorage).length + Object.keys(localStorage).length"
        )
        == 0
    )
    lms.site.logged_out = False
    lms.enter()
    assert lms.stored() == part(PATH[:2])
    expect(lms.frame.locator(".olw .top").last).to_contain_text("Scene 3")


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_status_that_is_not_given_back_is_not_overwritten(
    page: Page, address: str, edition: str
) -> None:
    lms = MoodlePage(page, address, edition, silent_status=True)
    lms.enter()
    play(lms)
    lms.close()
    assert lms.stored() == left()
    lms.site.posts.clear()
    lms.enter()
    waits.second_script(lms.frame)
    lms.close()
    status = "cmi.core.lesson_status" if edition == "1.2" else "cmi.completion_status"
    assert lms.stored() == left()
    assert [
        one[status]
        for one in lms.site.posts
        if status in one and one[status] != "completed"
    ] == []


def test_half_way_under_an_lms_that_says_ab_initio(page: Page, address: str) -> None:
    lms = MoodlePage(page, address, "2004", silent_status=True)
    lms.enter().answers(PATH[:3])
    lms.waits_for(part(PATH[:3]))
    lms.close()
    lms.enter()
    expect(lms.frame.locator(".olw .top").last).to_contain_text("Scene 4")
    lms.learner.answers(PATH[3:])
    lms.waits_for(done())


def commits(lms: MoodlePage) -> int:
    """How often the page has asked Moodle to keep what it was told."""
    return sum(call.split()[0] in ("LMSCommit", "Commit") for call in lms.calls())


def test_a_hidden_page_is_not_told_that_its_beacon_was_heard(
    page: Page, address: str
) -> None:
    lms = MoodlePage(page, address, "1.2")
    lms.enter().answers(PATH[:1])
    lms.waits_for(part(PATH[:1]))
    assert packs.expected(PATH[:1]).steps == 1
    before = commits(lms)
    lms.learner.answer(PATH[1])
    page.evaluate(HIDE % "true")
    lms.frame.evaluate(HIDE % "true")
    waits.until(page, lambda: commits(lms) > before)
    posts = len(lms.site.posts)
    page.evaluate(HIDE % "false")
    lms.frame.evaluate(HIDE % "false")
    lms.learner.hears(SAYS["saved"])
    assert len(lms.site.posts) >= posts
    lms.waits_for(part(PATH[:2]))


@pytest.mark.parametrize("edition", EDITIONS)
def test_save_and_close_ends_the_visit(page: Page, address: str, edition: str) -> None:
    lms = MoodlePage(page, address, edition)
    lms.enter().answers(PATH[:2])
    lms.frame.get_by_role("button", name=SAYS["close"]).click()
    lms.learner.closed(SAYS["closed"])
    expect(lms.frame.locator(".olw .screen")).to_contain_text(SAYS["closedPage"])
    lms.learner.hears(SAYS["saved"])
    assert lms.frame.locator(".olw button").count() == 0
    assert lms.stored() == part(PATH[:2])
    lms.close()
    assert lms.stored() == part(PATH[:2])
    assert lms.calls()[-1] in ("LMSFinish", "Terminate")


def test_save_and_close_while_the_server_is_away_stays_open(
    page: Page, address: str
) -> None:
    lms = MoodlePage(page, address, "2004")
    lms.begun(PATH[:2])
    lms.site.answers = [502]
    lms.frame.get_by_role("button", name=SAYS["close"]).click()
    lms.learner.hears(SAYS["not-saved"])
    assert lms.frame.locator(".olw .q").is_visible()
    lms.learner.hears(SAYS["saved"])
    lms.frame.get_by_role("button", name=SAYS["close"]).click()
    lms.learner.closed(SAYS["closed"])


@pytest.mark.parametrize(("answers", "edition"), [(2, "1.2"), (len(PATH), "2004")])
def test_a_page_out_of_the_browsers_memory_undoes_nothing(
    page: Page, address: str, answers: int, edition: str
) -> None:
    """Back and Forward: the page of the launch comes again with the values it was given then."""
    lms = MoodlePage(page, address, edition)
    lms.enter().answers(PATH[:answers])
    wanted = part(PATH[:answers]) if answers < len(PATH) else left()
    lms.goes_elsewhere()
    lms.waits_for(wanted)
    lms.site.posts.clear()
    page.go_back()
    expect(lms.frame.get_by_role("heading", name=SAYS["closed"])).to_be_visible()
    expect(lms.frame.locator(".olw .screen")).to_contain_text(SAYS["closedPage"])
    assert lms.frame.locator(".olw button").count() == 0
    lms.goes_elsewhere()
    assert (lms.stored(), lms.site.posts) == (wanted, [])
    lms.enter()
    assert lms.learner.place.is_visible()


def test_of_two_tabs_the_newer_one_writes(
    page: Page, context: BrowserContext, address: str
) -> None:
    """Seen on Moodle 4.5: the first tab overwrote what the second had finished."""
    first = MoodlePage(page, address, "1.2")
    first.begun(PATH[:2])
    second = first.in_another_tab(context.new_page())
    second.enter().answers(PATH[2:])
    second.waits_for(done())
    first.learner.hears(SAYS["session-over"])
    posts = len(first.site.posts)
    first.learner.answer(PATH[2])
    first.learner.hears(SAYS["session-over"])
    first.close()
    assert len(first.site.posts) == posts
    second.close()
    assert second.stored() == left()


@pytest.mark.parametrize("mode", ["browse", "review"])
def test_a_tab_that_only_looks_ends_no_other(
    page: Page, context: BrowserContext, address: str, mode: str
) -> None:
    first = MoodlePage(page, address, "1.2")
    first.enter().answers(PATH[:1])
    first.in_another_tab(context.new_page()).enter(mode)
    first.learner.answers(PATH[1:])
    first.waits_for(done())
    first.learner.hears(SAYS["saved"])
