"""All answers to a decision, whichever way people came to it."""

from __future__ import annotations

from typing import Any

import pytest

from olw_core.cohort.answers import possible
from tests.support.modules import golden


def met_with(*items: str) -> Any:
    """A story whose only decision is met with each of these sets of options."""
    nodes: list[dict[str, Any]] = [{"scene": "end", "item": None}]
    choices = []
    for place, letters in enumerate(items):
        options = [{"id": letter} for letter in letters]
        choices.append({"type": "choose", "options": options})
        nodes.append({"scene": "desk", "item": place})
    scenes: dict[str, Any] = {"desk": {}, "end": {}}
    return {"story": {"nodes": nodes, "items": choices, "scenes": scenes}}


# options on each way, answers that have a line
MET = [
    (["ac"], "ac"),
    (["bac", "bc"], "bac"),
    (["bc", "bac"], "bac"),
    (["ab", "ac"], "abc"),  # one way has b, the other c: people gave both
    (["bd", "abc", "ce"], "abcde"),
]


@pytest.mark.parametrize(("items", "answers"), MET)
def test_every_answer_that_somebody_can_give_has_a_line(
    items: list[str], answers: str
) -> None:
    assert possible(met_with(*items)) == {"desk": tuple(answers)}


def test_orders_have_lines_while_one_could_read_them() -> None:
    assert len(possible(golden("rank_ties"))["s"]) == 24
    assert possible(golden("rank")) == {"s": ()}
