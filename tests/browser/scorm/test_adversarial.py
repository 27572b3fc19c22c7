"""Every misbehaviour of an LMS:
the learner can finish, what the LMS could store is right, and nothing is called after Finish.

In both editions where names, values or last words of an edition are in question
(olw_core/player/src/recorders/edition.ts); otherwise in one, by turns.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect

from olw_core.report import Report
from tests.browser.scorm import packs
from tests.browser.scorm.adversary import Adversary
from tests.browser.scorm.conftest import Watch
from tests.browser.support import waits

pytestmark = pytest.mark.browser
PATH = packs.longest()
EDITIONS = ("1.2", "2004")
SMALL: ViewportSize = {"width": 650, "height": 600}
"""A window in which an ending is longer than the page."""
STRINGS = Path(__file__).parents[3] / "olw_core" / "player" / "strings" / "en-GB.json"
WORDS = json.loads(STRINGS.read_text("utf-8"))
SAYS = WORDS["core"] | WORDS["local"] | WORDS["more"] | WORDS["packaged"]


def done(path: Sequence[str] = PATH) -> tuple[str, str, str]:
    """What the server holds after a finished path."""
    wanted = packs.expected(path)
    assert wanted.ended
    return "completed", str(wanted.percent), wanted.text


def left() -> tuple[str, str, str]:
    """The same once the launch has ended: without the way that was played."""
    status, score, _ = done()
    return status, score, packs.expected(PATH).left


def part(path: Sequence[str]) -> tuple[str, str, str]:
    """What the server holds in the middle."""
    return "incomplete", "", packs.expected(path).text


@pytest.fixture(autouse=True)
def no_page_errors(watch: Watch) -> Iterator[None]:
    """Whatever the LMS does, the package throws nothing and asks nobody else for anything."""
    yield
    assert watch.errors == []
    assert {host.split(":")[0] for host in watch.hosts} <= {"lms.test", "other.test"}


def ended(lms: Adversary) -> bool:
    """Whether the learner stands at an ending."""
    expect(lms.learner.frame.locator(".olw .end")).to_be_visible()
    return True


@pytest.mark.parametrize(
    ("behaviour", "edition"),
    [
        ("honest", "1.2"),
        ("honest", "2004"),
        ("commit-false", "1.2"),
        ("commit-false", "2004"),
        ("limits", "1.2"),
        ("limits", "2004"),
        ("booleans", "1.2"),
        ("numbers", "2004"),
        ("mastery", "2004"),
        ("nested", "2004"),
        ("no-mode", "1.2"),
    ],
)
def test_the_whole_record_arrives(
    page: Page, address: str, behaviour: str, edition: str
) -> None:
    """In both editions where what an edition has of its own is in question: its last words
    (2004 does not commit before them) and its values. The rest is read by the same code in both.
    """
    page.set_viewport_size(SMALL)
    lms = Adversary(page, address, behaviour, edition)
    lms.learner.answers(PATH)
    assert ended(lms)
    if behaviour == "commit-false":
        said_in_view(lms, SAYS["not-saved"])
    ends_once(lms, left())


def ends_once(lms: Adversary, kept: tuple[str, str, str]) -> None:
    """The package goes, says so once, and this is at the server then."""
    lms.close()
    assert lms.stored() == kept
    assert lms.after_finish() == []
    assert [one["verb"] for one in lms.calls].count("finish") == 1


@pytest.mark.parametrize(
    ("behaviour", "trouble", "edition"),
    [
        ("absent", "no-lms", "1.2"),
        ("throwing", "no-lms", "2004"),
        ("throwing-writes", "not-saved", "1.2"),
    ],
)
def test_nothing_can_be_stored(
    page: Page, address: str, behaviour: str, trouble: str, edition: str
) -> None:
    """The learner begins at once, and reads at the ending too that nothing was saved."""
    page.set_viewport_size(SMALL)
    lms = Adversary(page, address, behaviour, edition)
    usable = lms.frame.evaluate(
        "performance.now() - performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
    )
    assert usable < 1500
    if behaviour == "absent":
        lms.learner.hears(SAYS["finding"])
    if behaviour == "throwing":  # found out at launch
        lms.learner.told(SAYS[trouble])
    lms.learner.answer(PATH[0])
    if behaviour != "throwing":
        lms.learner.told(SAYS[trouble])
    lms.learner.answers(PATH[1:])
    assert ended(lms)
    said_in_view(lms, SAYS[trouble])
    lms.close()
    assert (lms.server, lms.after_finish()) == ({}, [])


def said_in_view(lms: Adversary, words: str) -> None:
    """The status line says this, where the learner sees it."""
    lms.learner.hears(words)
    assert lms.frame.locator(".olw .status").evaluate(
        "element => { const box = element.getBoundingClientRect(); return box.height > 0 && "
        "box.top >= 0 && box.bottom <= innerHeight; }"
    )


@pytest.mark.parametrize(
    ("behaviour", "edition"), [("commit-false-twice", "1.2"), ("throwing-once", "2004")]
)
def test_a_commit_that_fails_is_tried_again(
    page: Page, address: str, behaviour: str, edition: str
) -> None:
    lms = Adversary(page, address, behaviour, edition)
    lms.learner.answer(PATH[0])
    lms.learner.hears(SAYS["not-saved"])
    lms.waits_for(part(PATH[:1]))
    lms.learner.hears(SAYS["saved"])
    lms.learner.answers(PATH[1:])
    lms.waits_for(done())
    lms.close()
    assert (lms.stored(), lms.after_finish()) == (left(), [])


def test_offline_the_record_waits_and_arrives_whole(
    page: Page, context: BrowserContext, address: str
) -> None:
    """In both editions: test_moodle.py."""
    lms = Adversary(page, address, "offline", "1.2")
    waits.second_script(lms.frame)
    lms.learner.answers(PATH[:2])
    lms.waits_for(part(PATH[:2]))
    context.set_offline(True)
    lms.learner.answers(PATH[2:-1])
    lms.learner.answer(PATH[-1])
    lms.learner.hears(SAYS["offline"])
    assert lms.stored() == part(PATH[:2])
    context.set_offline(False)
    lms.waits_for(done())
    lms.learner.hears(SAYS["saved"])
    assert ended(lms)
    lms.close()
    assert (lms.stored(), lms.after_finish()) == (left(), [])


def test_after_an_ended_session_the_next_visit_goes_on_from_what_was_saved(
    page: Page, address: str
) -> None:
    """In both editions: test_moodle.py."""
    lms = Adversary(page, address, "session-ended", "2004")
    lms.learner.answers(PATH[:2], pause=1000)
    lms.waits_for(part(PATH[:2]))
    lms.learner.answer(PATH[2])
    lms.learner.hears(SAYS["not-saved"])
    lms.learner.answers(PATH[3:])
    assert ended(lms)
    lms.learner.hears(SAYS["not-saved"])
    lms.close()
    assert lms.stored() == part(PATH[:2])
    assert page.evaluate("sessionStorage.length + localStorage.length") == 0
    lms.reopen()
    expect(lms.learner.frame.locator(".olw .top").last).to_contain_text("Scene 3")
    lms.learner.answers(PATH[2:])
    lms.waits_for(done())
    lms.close()
    assert (lms.stored(), lms.after_finish()) == (left(), [])


@pytest.mark.parametrize(
    ("answers", "words", "edition"), [(0, "late-own", "1.2"), (1, "late-other", "2004")]
)
def test_an_lms_that_comes_late_goes_before(
    page: Page, address: str, answers: int, words: str, edition: str
) -> None:
    lms = Adversary(page, address, "late", edition)
    lms.learner.answers(PATH[:3])
    lms.waits_for(part(PATH[:3]))
    lms.close()
    learner = lms.reopen()
    expect(learner.frame.locator(".olw .top").last).to_contain_text("Scene 1")
    learner.answers(PATH[:answers])
    learner.told(SAYS[words])
    expect(learner.frame.locator(".olw .top").last).to_contain_text("Scene 4")
    assert lms.stored() == part(PATH[:3])
    learner.answers(PATH[3:])
    lms.waits_for(done())
    lms.close()
    assert (lms.stored(), lms.after_finish()) == (left(), [])


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_completion_is_not_overwritten_by_what_was_done_without_the_lms(
    page: Page, address: str, edition: str
) -> None:
    lms = Adversary(page, address, "late", edition)
    lms.learner.answers(PATH)
    assert ended(lms)
    lms.waits_for(done())  # nobody reads six scenes before it turns up
    ends_once(lms, left())
    learner = lms.reopen()
    learner.answer(PATH[0])
    learner.told(SAYS["late-other"])
    lms.close()
    assert lms.stored() == left()


@pytest.mark.parametrize(
    ("report", "wanted"),
    [
        ("score", []),
        ("answers", ["cmi.interactions._count", "cmi.interactions.0.id"]),
    ],
)
def test_esr_gets_the_core_calls_alone(
    page: Page, address: str, report: Report, wanted: list[str]
) -> None:
    lms = Adversary(page, address, "esr", report=report)
    lms.learner.answers(PATH)
    assert ended(lms)
    lms.close()
    refused = [
        one["args"][0]
        for one in lms.calls
        if one["verb"] in ("get", "set") and one["error"] == "401"
    ]
    assert lms.stored() == left()
    assert refused == wanted


@pytest.mark.parametrize("edition", EDITIONS)
def test_state_wiped_after_completion_is_a_fresh_start(
    page: Page, address: str, edition: str
) -> None:
    lms = Adversary(page, address, "wiped", edition)
    lms.learner.answers(PATH)
    ends_once(lms, left())
    learner = lms.reopen()
    assert [
        learner.question.count(),
        learner.frame.locator(".olw .notice").count(),
    ] == [1, 0]
    learner.answers(PATH)
    assert ended(lms)
    lms.close()
    assert (lms.stored(), lms.after_finish()) == (left(), [])


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_first_final_status_comes_with_score_time_and_record(
    page: Page, address: str, edition: str
) -> None:
    lms = Adversary(page, address, "first-final", edition)
    lms.learner.answers(PATH[:-1])
    lms.waits_for(part(PATH[:-1]))
    page.wait_for_timeout(
        1100
    )  # nobody decides within a second of the last commit, and the time must have changed
    lms.learner.answers(PATH[-1:])
    lms.waits_for(done())
    record = page.evaluate("lms.store.record")
    _, score, text = done()
    names = {"1.2": "cmi.core.score.raw", "2004": "cmi.score.raw"}
    assert (record[names[edition]], record["cmi.suspend_data"].rpartition("~")[0]) == (
        score,
        text,
    )
    finals = [
        one
        for one in lms.calls
        if one["verb"] == "set" and one["args"][1] in ("completed", "passed", "failed")
    ]
    assert len(finals) == 1
    ends_once(lms, left())


def test_a_lock_by_another_course(page: Page, address: str) -> None:
    lms = Adversary(page, address, "locked", "1.2")
    lms.learner.told(SAYS["no-lms"])
    lms.learner.answers(PATH[:2])
    assert lms.server == {}
    lms.tell("lms.store.unlocked = true")
    lms.learner.answers(PATH[2:])
    lms.waits_for(done())
    lms.close()
    assert (lms.stored(), lms.after_finish()) == (left(), [])


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_popup_closed_in_the_middle(page: Page, address: str, edition: str) -> None:
    lms = Adversary(page, address, "popup", edition)
    lms.learner.answers(PATH[:3])
    lms.close()
    assert lms.stored() == part(PATH[:3])
    assert [one["verb"] for one in lms.calls].count("finish") == 1
    assert lms.after_finish() == []


@pytest.mark.parametrize(
    ("behaviour", "words", "edition"),
    [("honest", "closedPage", "1.2"), ("popup", "closedWindow", "2004")],
)
def test_after_save_and_close_there_is_nothing_to_play_on(
    page: Page, address: str, behaviour: str, words: str, edition: str
) -> None:
    lms = Adversary(page, address, behaviour, edition)
    lms.learner.answers(PATH[:2])
    frame = lms.learner.frame
    frame.get_by_role("button", name=SAYS["close"]).click()
    lms.learner.closed(SAYS["closed"])
    expect(frame.locator(".olw .screen")).to_contain_text(SAYS[words])
    assert frame.locator(".olw").get_by_role("button").count() == 0
    lms.close()
    assert lms.stored() == part(PATH[:2])
    assert lms.after_finish() == []
    assert [one["verb"] for one in lms.calls].count("finish") == 1


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_slow_lms_keeps_the_way_until_the_next_save(
    page: Page, address: str, edition: str
) -> None:
    """A page that goes may not ask synchronously: the slow LMS loses the last write, and with it
    the taking out of the way. Save and close does not.
    """
    lms = Adversary(page, address, "slow", edition)
    lms.learner.answers(PATH)
    assert ended(lms)
    ends_once(lms, done())
    learner = lms.reopen()
    assert ended(lms)
    learner.frame.get_by_role("button", name=SAYS["close"]).click()
    learner.closed(SAYS["closed"])
    assert lms.stored() == left()
    lms.close()
    assert (lms.stored(), lms.after_finish()) == (left(), [])


@pytest.mark.parametrize(
    ("behaviour", "words", "edition"),
    [
        ("review", "review", "1.2"),
        ("review", "review", "2004"),
        ("browse", "browse", "1.2"),
        ("no-credit", "browse", "1.2"),
        ("no-credit", "browse", "2004"),
    ],
)
def test_without_credit_nothing_is_written(
    page: Page, address: str, behaviour: str, words: str, edition: str
) -> None:
    """Mode and credit have a name of their own in each edition; which modes there are does not
    depend on it.
    """
    page.set_viewport_size(SMALL)
    lms = Adversary(page, address, behaviour, edition)
    lms.learner.answers(PATH)
    assert ended(lms)
    said_in_view(lms, SAYS[words])
    lms.close()
    assert [one for one in lms.calls if one["verb"] in ("set", "commit")] == []
    assert lms.after_finish() == []
