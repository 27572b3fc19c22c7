"""Warnings about habits of a whole module that let a learner guess the key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from olw_core.authoring.authored.module import Module
from olw_core.authoring.compiler.problems import Problems
from olw_core.authoring.compiler.scored import Scored, scored_choices

MIN_FOR_SHARE = 4
"""Fewer decisions than this say nothing about a habit."""


def check_habits(module: Module, problems: Problems) -> None:
    """Report keys that mostly stand in one place, or are mostly the longest."""
    for where in ("story", "cards"):
        choices = _keyed(module, where)
        if len(choices) >= MIN_FOR_SHARE:
            _check_position(where, choices, problems)
            _check_longest(where, choices, problems)


def _keyed(module: Module, where: str) -> list[Scored]:
    """The choices of the story, or of the cards, that have one strongest option."""
    found = []
    for choice in scored_choices(module):
        if choice.path[0] == where and choice.key():
            found.append(choice)
    return found


def _check_position(
    where: str,
    choices: Sequence[Scored],
    problems: Problems,
) -> None:
    """Who always takes one place must not be right more than half the time."""
    places = Counter(_position(one) for one in choices)
    [(place, count)] = places.most_common(1)
    if 2 * count > len(choices):
        problems.warning(
            "key-position",
            (where,),
            f"{count} of {len(choices)} strongest options stand in place {place}.",
            "Spread them.",
        )


def _position(choice: Scored) -> int:
    """The place of the strongest option in its list, from 1."""
    letters = list(choice.options)
    return 1 + letters.index(choice.key())


def _check_longest(
    where: str,
    choices: Sequence[Scored],
    problems: Problems,
) -> None:
    """Who always takes the longest must not be right more than half the time."""
    count = sum(_key_is_longest(one) for one in choices)
    if 2 * count > len(choices):
        problems.warning(
            "key-length",
            (where,),
            f"{count} of {len(choices)} strongest options are the longest of their set.",
            "Even them out.",
        )


def _key_is_longest(choice: Scored) -> bool:
    """Whether the strongest option has more words than any other."""
    lengths = choice.lengths()
    own = lengths.pop(choice.key())
    return own > max(lengths.values())
