"""Turns: a platform that hangs holds few threads, and nobody is kept who finds no turn."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from lti_service.errors import OutgoingError
from lti_service.outgoing.turns import Turns


def attempt(turns: Turns, platform: int, over: threading.Event) -> str:
    try:
        with turns.taking(platform):
            over.wait(10)
            return "had a turn"
    except OutgoingError as error:
        return error.code


def test_fifty_threads_want_one_platform_that_hangs() -> None:
    turns, over = Turns(at_once=2, together=5, patience=0.3), threading.Event()
    began = time.monotonic()
    with ThreadPoolExecutor(50) as pool:
        asked = [pool.submit(attempt, turns, 1, over) for _ in range(50)]
        time.sleep(1)
        refused = [one for one in asked if one.done()]
        over.set()
        told = [one.result() for one in asked]
    assert (len(refused), time.monotonic() - began < 5) == (48, True)
    assert {word: told.count(word) for word in set(told)} == {
        "had a turn": 2,
        "outgoing-busy": 48,
    }


def test_another_platform_has_its_turn_meanwhile() -> None:
    turns, over = Turns(at_once=2, together=5, patience=0.2), threading.Event()
    with ThreadPoolExecutor(9) as pool:
        for _ in range(8):
            pool.submit(attempt, turns, 1, over)
        time.sleep(0.6)
        with turns.taking(2):
            pass
        over.set()


def test_all_platforms_together_leave_threads_free() -> None:
    turns, over = Turns(at_once=2, together=5, patience=0.2), threading.Event()
    with ThreadPoolExecutor(10) as pool:
        asked = [pool.submit(attempt, turns, platform, over) for platform in range(10)]
        time.sleep(0.6)
        over.set()
        told = [one.result() for one in asked]
    assert (told.count("had a turn"), told.count("outgoing-busy")) == (5, 5)


def test_a_turn_is_given_back_after_an_error() -> None:
    turns = Turns(at_once=1, together=1, patience=0)
    for _ in range(3):
        with pytest.raises(ValueError, match="ours"), turns.taking(1):
            raise ValueError("ours")
    with turns.taking(1):
        pass
