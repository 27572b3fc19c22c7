"""Who takes the next connection, of several web processes."""

from __future__ import annotations

from types import SimpleNamespace

from lti_service import open_connections
from lti_service.open_connections import CLEARLY, IMPATIENCE, PATIENCE, Table, ToldPlace


def places(count: int) -> tuple[Table, list[ToldPlace]]:
    """As a parent gives them to the processes that it starts one after the other."""
    table = Table()
    workers: dict[int, SimpleNamespace] = {}
    for pid in range(count):
        worker = SimpleNamespace(place=None)
        table.give(SimpleNamespace(WORKERS=workers), worker)
        workers[pid] = worker
    return table, [worker.place for worker in workers.values()]


def test_who_has_clearly_more_than_another_leaves_it() -> None:
    _, (first, second, third) = places(3)
    counts = (2, 2 + CLEARLY - 1, 2 + CLEARLY)
    for place, count in zip((first, second, third), counts, strict=True):
        place.tell(count)
    found = [
        place.leaves_it(count, 0)
        for place, count in zip((first, second, third), counts, strict=True)
    ]
    assert found == [False, False, True]


def test_one_that_has_not_begun_or_has_ended_is_not_waited_for() -> None:
    table, (first, second) = places(2)
    first.tell(5)
    assert not first.leaves_it(5, 0)
    second.tell(0)
    assert first.leaves_it(5, 0)
    table.clear(None, SimpleNamespace(place=second))
    assert not first.leaves_it(5, 0)


def test_after_waiting_in_vain_all_are_taken_for_a_while() -> None:
    _, (first, second) = places(2)
    second.tell(0)
    assert first.leaves_it(5, 0)
    assert first.leaves_it(5, PATIENCE * 0.9)
    assert not first.leaves_it(5, PATIENCE)
    first.tell(6)
    assert not first.leaves_it(6, PATIENCE + IMPATIENCE * 0.9)
    assert first.leaves_it(6, PATIENCE + IMPATIENCE)


def test_what_was_taken_meanwhile_is_not_added_to_the_waiting_for_the_next() -> None:
    """A turn of the loop in which no connection came: the one before was taken."""
    _, (first, second) = places(2)
    second.tell(0)
    assert first.leaves_it(5, 0)
    first.tell(5)
    first.tell(5)
    assert first.leaves_it(5, 10)


def test_a_place_that_is_free_again_is_given_again() -> None:
    table, given = places(2)
    running = {1: SimpleNamespace(place=given[1])}
    worker = SimpleNamespace(place=None)
    table.give(SimpleNamespace(WORKERS=running), worker)
    assert worker.place.number == given[0].number


def test_more_processes_than_places_take_what_comes() -> None:
    _, given = places(open_connections.MOST + 1)
    assert given[-1] is None
    assert None not in given[:-1]


def test_a_count_below_nothing_ends_no_process() -> None:
    _, (first, second) = places(2)
    first.tell(-1)
    assert second.leaves_it(5, 0)


def test_more_connections_than_a_place_can_tell_are_told_as_many() -> None:
    _, (first, second) = places(2)
    first.tell(2**16)
    second.tell(3)
    assert first.leaves_it(2**16, 0)
    assert not second.leaves_it(3, 0)
