"""Two calls that write to one attempt at once, on both databases: one is through, one finds it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from lti_service.models import Attempt, FirstWay, ScoreDelivery
from lti_service.secret import Keyring
from lti_service.services.glances import AnyAttempt
from lti_service.services.play import attempts
from lti_service.services.play.attempts import Opened
from lti_service.views.play_api import TRIES
from olw_core.engine.record import parse
from tests.integration.lti_service.playing import (
    MODULES,
    Learner,
    arrive,
    best_answers,
)
from tests.integration.lti_service.site import Site

BEST = best_answers("kind")
LAST = len(BEST) - 1


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[int]]:
    """Does something between what a call reads and what it writes; how often it was read."""

    def set_up(do: Callable[[], object], times: int = 1) -> list[int]:
        opened = attempts.open_record
        read: list[int] = []
        is_inside = False

        def open_record(keyring: Keyring, attempt: AnyAttempt) -> Opened:
            nonlocal is_inside
            found = opened(keyring, attempt)
            if is_inside:
                return found
            read.append(attempt.id)
            if len(read) <= times:
                is_inside = True
                do()
                is_inside = False
            return found

        monkeypatch.setattr(attempts, "open_record", open_record)
        return read

    return set_up


def other(learner: Learner) -> str:
    """An answer to the first decision that is not the best."""
    item = learner.config["view"]["item"]
    others = [one["id"] for one in item["options"] if one["id"] != BEST[0]]
    return str(others[0])


def test_the_same_answer_from_two_windows_counts_once(
    either: Site, meanwhile: Callable[..., list[int]]
) -> None:
    learner = arrive(either)
    told: list[object] = []
    read = meanwhile(lambda: told.append(learner.respond(0, BEST[0]).json()))
    again = learner.respond(0, BEST[0])
    assert again.status_code == 200
    assert told == [again.json()]
    assert len(read) == 2


def test_another_answer_meets_what_was_quicker(
    either: Site, meanwhile: Callable[..., list[int]]
) -> None:
    learner = arrive(either)
    quicker: list[dict[str, object]] = []
    meanwhile(lambda: quicker.append(learner.respond(0, other(learner)).json()))
    told = learner.respond(0, BEST[0])
    assert told.status_code == 409
    assert told.json()["error"]["code"] == "step-conflict"
    assert told.json()["view"] == quicker[0]["view"]


def test_an_ending_from_two_windows_is_one_ending(
    either: Site, meanwhile: Callable[..., list[int]]
) -> None:
    learner = arrive(either)
    learner.play(BEST[:LAST])
    meanwhile(lambda: learner.respond(LAST, BEST[LAST]))
    assert learner.respond(LAST, BEST[LAST]).status_code == 200
    with either.wiring.database.reading() as session:
        assert session.query(FirstWay).count() == 1
        assert session.query(ScoreDelivery).count() == 1
        assert session.query(Attempt).one().best == 100


def test_who_is_overtaken_again_and_again_is_asked_to_try_later(
    either: Site, meanwhile: Callable[..., list[int]]
) -> None:
    """Nothing of theirs was kept, and they are not told that it was."""
    learner = arrive(either)

    def write() -> None:
        with either.wiring.database.writing() as session:
            attempt = session.query(Attempt).one()
            attempt.record = either.wiring.database.keyring.records.close("1.kind")

    read = meanwhile(write, times=TRIES)
    told = learner.respond(0, BEST[0])
    assert (told.status_code, told.json()["error"]["code"]) == (503, "too-busy")
    assert len(read) == TRIES
    assert learner.respond(0, BEST[0]).status_code == 200


def test_of_calls_that_really_run_at_once_one_answer_is_kept(either: Site) -> None:
    """Over HTTP, as two windows and an impatient finger send them."""
    learner = arrive(either)
    answers = [BEST[0], other(learner)] * 8
    with ThreadPoolExecutor(len(answers)) as pool:
        told = list(pool.map(lambda answer: learner.respond(0, answer), answers))
    taken = {
        answer
        for answer, one in zip(answers, told, strict=True)
        if one.status_code == 200
    }
    assert len(taken) == 1
    assert {one.status_code for one in told} == {200, 409}
    with either.wiring.database.reading() as session:
        record = attempts.record_of(session.query(Attempt).one())
    [(_, kept)] = parse(record, "kind", MODULES["kind"]["version"])[0].steps
    assert {kept} == taken
