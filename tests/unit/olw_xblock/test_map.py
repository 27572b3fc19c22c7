"""`show: map` and the return schedule: what is done, and what comes back when."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from lxml import html

from olw_xblock import course_blocks, schedule
from tests.support.django_settings import configure
from tests.support.openedx import LEARNER, OpenEdx
from tests.unit.olw_xblock.test_due import config
from tests.unit.olw_xblock.test_strict_ending import MIDDLE, play

CARD = {"card": "improving-try-new-things", "response": "a"}
DAY = 20_000


@pytest.fixture
def edx(monkeypatch: pytest.MonkeyPatch) -> OpenEdx:
    monkeypatch.setattr(schedule, "today", lambda: DAY)
    return OpenEdx()


def later(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    monkeypatch.setattr(schedule, "today", lambda: DAY + days)


def lines(edx: OpenEdx, usage: Any) -> list[str]:
    """The map's headings, and its lines below them."""
    page = html.fragment_fromstring(edx.visit(usage))
    found = page.xpath(".//h2 | .//h3 | .//li/b | .//li/p | .//li[not(b)]")
    return [" ".join(one.text_content().split()) for one in found]


def of_improving(edx: OpenEdx, usage: Any) -> list[str]:
    """What stands below the principle of the two modules."""
    told = lines(edx, usage)
    begin = told.index("Always improving") + 1
    return told[begin : begin + 2]


def test_heart_head_and_hands(edx: OpenEdx) -> None:
    edx.add(module="desk")
    usage = edx.add(module="desk", show="map")
    edx.in_course()
    told = lines(edx, usage)
    assert told[0] == "Your map"
    parts = [one for one in told if " · C" in one]
    assert parts == [
        "Heart · Compassionate",
        "Head · Curious",
        "Hands · Collaborative",
    ]
    assert told.count("No story in this course.") == 5


def test_what_is_finished(edx: OpenEdx) -> None:
    first, other = edx.add(module="desk"), edx.add(module="short")
    usage = edx.add(module="desk", show="map")
    edx.in_course()
    desk, short = "At the desk", "One decision"
    assert of_improving(edx, usage) == [
        f"{desk} · not finished yet",
        f"{short} · not finished yet",
    ]
    play(edx, first, *MIDDLE)
    assert of_improving(edx, usage)[0] == f"{desk} · finished"
    edx.delete_state(first)
    assert of_improving(edx, usage)[0] == f"{desk} · not finished yet"
    play(edx, other, "a")
    assert of_improving(edx, usage)[1] == f"{short} · finished"


def test_what_this_learner_may_not_see_is_left_out(edx: OpenEdx) -> None:
    edx.add(module="desk")
    hidden = edx.add(module="short")
    gone = edx.add(module="gone")
    usage = edx.add(show="map")
    edx.in_course(hidden)
    told = " ".join(lines(edx, usage))
    assert ("At the desk" in told, "One decision" in told) == (True, False)
    assert gone


def test_a_map_outside_a_course_stands_alone(edx: OpenEdx) -> None:
    usage = edx.add(show="map")
    assert lines(edx, usage).count("No story in this course.") == 6


def test_a_course_that_cannot_be_walked(
    edx: OpenEdx, monkeypatch: pytest.MonkeyPatch
) -> None:
    edx.add(module="desk")
    usage = edx.add(show="map")
    edx.in_course()
    monkeypatch.setattr(edx, "get_block", lambda _usage: 1 / 0)
    assert lines(edx, usage)[0] == "Your map"


def test_opening_the_map_completes_it_and_tells_no_more(edx: OpenEdx) -> None:
    usage = edx.add(module="desk", show="map")
    edx.visit(usage)
    assert (edx.completions, edx.told("grade")) == ({(LEARNER, usage): 1.0}, [])
    assert not edx.block(usage).has_score
    with edx.logged_in("staff", masquerading=True):
        assert "another person" in edx.visit(usage)
    assert "Sign in" in edx.visit(usage, "public_view", None)


@pytest.mark.parametrize("answers", [1, 2, 3])
def test_a_card_comes_back_later_each_time(
    edx: OpenEdx, monkeypatch: pytest.MonkeyPatch, answers: int
) -> None:
    edx.add(module="desk")
    cards = edx.add(module="desk", show="cards")
    usage = edx.add(show="map")
    edx.in_course()
    for day in range(answers):
        later(monkeypatch, day)
        assert edx.post(cards, "card", CARD)[0] == 200
    last = answers - 1
    wait = (7, 30, 90)[last]
    later(monkeypatch, last + wait - 1)
    assert " · back from 20" in lines(edx, usage)[-1]
    later(monkeypatch, last + wait)
    assert lines(edx, usage)[-1] == "someone has an idea · back today"


def test_a_list_of_cards_says_what_is_due(
    edx: OpenEdx, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = edx.add(module="desk", show="cards")
    moments = [card["moment"] for card in config(edx, usage)["cover"]["cards"]]
    assert moments == ["someone has an idea"]
    edx.post(usage, "card", CARD)
    (line,) = config(edx, usage)["cover"]["cards"]
    assert line["moment"] == "someone has an idea · back from 2024-10-11"
    later(monkeypatch, 7)
    (line,) = config(edx, usage)["cover"]["cards"]
    assert line["moment"] == "someone has an idea · back today"


def test_due_cards_stand_first_and_waiting_ones_last() -> None:
    known = [{"id": letter, "label": "", "moment": letter} for letter in "abc"]
    log = [
        schedule.Waiting({"id": "a"}, schedule.today() + 5),  # type: ignore[typeddict-item]
        schedule.Waiting({"id": "c"}, schedule.today()),  # type: ignore[typeddict-item]
    ]
    ordered = schedule.in_order(str, known, log)  # type: ignore[arg-type]
    assert [line["id"] for line in ordered] == ["c", "b", "a"]


def test_a_lost_secret_leaves_the_map_without_dates(
    edx: OpenEdx, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(monkeypatch, SECRET_KEY="first")
    cards = edx.add(module="desk", show="cards")
    usage = edx.add(show="map")
    edx.in_course()
    edx.post(cards, "card", CARD)
    configure(monkeypatch, SECRET_KEY="second")
    assert "None yet." in edx.visit(usage)


def test_only_containers_are_loaded_on_the_way() -> None:
    kinds = ["olw", "vertical", "html", "problem", "video"]
    taken = [
        k for k in kinds if course_blocks._may_hold_one(SimpleNamespace(block_type=k))
    ]
    assert taken == ["olw", "vertical"]
    assert course_blocks._may_hold_one("a key without a type")
