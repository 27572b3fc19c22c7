"""What to talk about first: the decisions that divide the room most, by what is published alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from olw_core.cohort.influence import Influence
from olw_core.cohort.rules import FLAGS
from olw_core.cohort.tables import OVER, WORDS, Table


def order(tables: Mapping[str, Table]) -> list[str]:
    """Scenes, the most even split first; those that look the same as the story has them.

    Only what is shown decides: an order made of the exact counts would tell them.
    """
    scenes = list(tables)
    return sorted(scenes, key=lambda scene: _evenness(tables[scene]))


def _evenness(table: Table) -> tuple[int, int]:
    """The smaller, the more evenly the room divides."""
    word = WORDS.index(table.word)
    largest = OVER
    if table.shares is not None:
        largest = max(table.shares.values())
    return word, largest


def flagged(
    scenes: Sequence[str],
    flags: Mapping[str, int],
    tables: Mapping[str, Table],
    influence: Influence,
) -> list[str]:
    """Scenes that enough people wish to talk about, in the order of `scenes`.

    `flags`: scene -> people. A scene that only some ways lead to is listed once its table is: that
    somebody wishes to talk about it tells which way they went.
    """
    found = []
    for scene in scenes:
        is_met_by_all = not influence.get(scene)
        if flags.get(scene, 0) >= FLAGS and (is_met_by_all or scene in tables):
            found.append(scene)
    return found


def listed(before: Iterable[str], now: Iterable[str]) -> list[str]:
    """Once listed, a decision stays listed: else its going would tell who took a flag back."""
    return list(dict.fromkeys([*before, *now]))
