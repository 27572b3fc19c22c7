"""Warnings about the balance of choices: keys that show by length, behaviours never
tested, missing reasons."""

from __future__ import annotations

from collections.abc import Iterator

from olw_core.authoring.authored.items import Item
from olw_core.authoring.authored.module import Module
from olw_core.authoring.compiler.edition import is_second
from olw_core.authoring.compiler.lengths import CARD_WORDS, limit
from olw_core.authoring.compiler.lint.habits import check_habits
from olw_core.authoring.compiler.places import FieldPath, at_item, at_variant
from olw_core.authoring.compiler.problems import Problems
from olw_core.authoring.compiler.scored import Scored, scored_choices
from olw_core.framework import Framework

STRONG = 2
"""From this weight on an option says what it protects and costs."""
MOST_LINES = {"rank": 4, "rate": 3}
"""Kind of item to the number of its options."""


def check_balance(
    module: Module,
    framework: Framework,
    problems: Problems,
) -> None:
    """Report what would let a learner guess the key, and behaviours that are forgotten."""
    for choice in scored_choices(module):
        _check_lengths(choice, problems)
        if not is_second(module):
            _check_reasons(choice, problems)
    check_habits(module, problems)
    _check_coverage(module, framework, problems)
    for path, item in _items(module):
        _check_size(item, path, problems)
    _check_card_lengths(module, problems)


def _items(module: Module) -> Iterator[tuple[FieldPath, Item]]:
    """Every decision of the story, with its place."""
    scenes = module["story"]["scenes"]
    for scene_id, scene in scenes.items():
        if scene["item"]:
            yield at_item(scene_id), scene["item"]


def _check_lengths(choice: Scored, problems: Problems) -> None:
    """An option that is much longer shows itself as the key."""
    lengths = choice.lengths()
    *_, second, letter = sorted(lengths, key=lengths.__getitem__)
    longest, next_longest = lengths[letter], lengths[second]
    if longest >= next_longest + 8 and longest > 1.6 * next_longest:
        problems.warning(
            "option-length",
            (*choice.path, "options", letter),
            f"Option {letter} is much longer than the others.",
            "Even them out.",
        )


def _check_reasons(choice: Scored, problems: Problems) -> None:
    """A strong option has a price too, and says so."""
    for letter, option in choice.options.items():
        if (option["weight"] or 0) < STRONG:
            continue
        if not option["protects"] or not option["costs"]:
            problems.warning(
                "reasons",
                (*choice.path, "options", letter),
                "A strong option should say what it protects and what it costs.",
                "Add `protects` and `costs`.",
            )


def _check_coverage(
    module: Module,
    framework: Framework,
    problems: Problems,
) -> None:
    """A module teaches every behaviour of its principle, in its story and on a card."""
    tested: set[str] = set()
    for _, item in _items(module):
        tested.update(item["tests"])
    for behaviour in framework.principle(module["principle"]).behaviours:
        if behaviour.id not in tested:
            problems.warning(
                "behaviour-untested",
                ("story",),
                f"No story decision tests '{behaviour.id}'.",
                "Add it to a decision's `tests`.",
            )
        if behaviour.id not in module["cards"]:
            problems.warning(
                "behaviour-card",
                ("cards",),
                f"There is no card for '{behaviour.id}'.",
                "Write one.",
            )


def _check_size(
    item: Item,
    path: FieldPath,
    problems: Problems,
) -> None:
    """More lines than this are hard to compare; a key of one tie asks nothing."""
    most = MOST_LINES.get(item["type"])
    if most and len(item["options"]) > most:
        problems.warning(
            "item-size",
            path,
            f"A {item['type']} item should have at most {most} lines.",
            "Leave some out.",
        )
    if item["type"] == "rank" and len(item["key"]) == 1:
        problems.error(
            "options-alike",
            (*path, "key"),
            "Every line is tied with every other: no order is better than another.",
            "Break the tie, or use another type.",
        )


def _check_card_lengths(module: Module, problems: Problems) -> None:
    """A card is as long as a scene."""
    for card_id, card in module["cards"].items():
        for letter, variant in card["variants"].items():
            count = len(variant["text"].split())
            path = at_variant(card_id, letter, "text")
            limit(
                count,
                CARD_WORDS,
                path,
                "The card",
                problems,
            )
