"""Warnings about the balance of choices: keys that show by length or place, behaviours never tested, missing reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from olw_core.authoring.compiler.lint.wording import limit
from olw_core.authoring.compiler.problems import Report
from olw_core.authoring.compiler.source import Path
from olw_core.framework import Framework

MIN_FOR_SHARE = 4
"""Fewer decisions than this say nothing about a habit."""
CARD_WORDS = (90, 130)
"""As a scene: a card takes 60 to 90 seconds with its feedback."""


def check_balance(
    module: Mapping[str, Any], framework: Framework, report: Report
) -> None:
    """Report what would let a learner guess the key, and behaviours the module forgets."""
    for path, item in scored_choices(module):
        _lengths(item, path, report)
        _reasons(item, path, report)
    _habits(module, report)
    _coverage(module, framework, report)
    _sizes(module, report)
    _card_lengths(module, report)


def scored_choices(
    module: Mapping[str, Any],
) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Every `choose` item with points, of story and cards."""
    for scene_id, scene in module["story"]["scenes"].items():
        if (
            scene["item"]
            and scene["item"]["type"] == "choose"
            and scene["item"]["points"]
        ):
            yield ("story", "scenes", scene_id, "item"), scene["item"]
    for card_id, card in module["cards"].items():
        for letter, variant in card["variants"].items():
            yield ("cards", card_id, "variants", letter), variant


def _lengths(item: Mapping[str, Any], path: Path, report: Report) -> None:
    counts = sorted(
        ((len(o["text"].split()), i) for i, o in item["options"].items()), reverse=True
    )
    (longest, letter), (second, _) = counts[0], counts[1]
    if longest >= second + 8 and longest > 1.6 * second:
        report.warning(
            "option-length",
            (*path, "options", letter),
            f"Option {letter} is much longer than the others.",
            "Even them out.",
        )


def _reasons(item: Mapping[str, Any], path: Path, report: Report) -> None:
    for letter, option in item["options"].items():
        if (option["weight"] or 0) >= 2 and not (
            option["protects"] and option["costs"]
        ):
            report.warning(
                "reasons",
                (*path, "options", letter),
                "A strong option should say what it protects and what it costs.",
                "Add `protects` and `costs`.",
            )


def _habits(module: Mapping[str, Any], report: Report) -> None:
    for where in ("story", "cards"):
        keyed, longest, total = Counter[int](), 0, 0
        for path, item in scored_choices(module):
            best = max(o["weight"] or 0 for o in item["options"].values())
            tops = [
                i
                for i, o in enumerate(item["options"].values())
                if (o["weight"] or 0) == best
            ]
            if path[0] != where or len(tops) != 1:
                continue
            lengths = [len(o["text"].split()) for o in item["options"].values()]
            total += 1
            keyed[tops[0]] += 1
            longest += lengths[tops[0]] == max(lengths) > sorted(lengths)[-2]
        if total >= MIN_FOR_SHARE:
            _habit(where, keyed, longest, total, report)


def _habit(
    where: str, keyed: Counter[int], longest: int, total: int, report: Report
) -> None:
    place, count = keyed.most_common(1)[0]
    if 2 * count > total:
        report.warning(
            "key-position",
            (where,),
            f"{count} of {total} strongest options stand in place {place + 1}.",
            "Spread them.",
        )
    if 2 * longest > total:
        report.warning(
            "key-length",
            (where,),
            f"{longest} of {total} strongest options are the longest of their set.",
            "Even them out.",
        )


def _coverage(module: Mapping[str, Any], framework: Framework, report: Report) -> None:
    tested = {
        b
        for s in module["story"]["scenes"].values()
        if s["item"]
        for b in s["item"]["tests"]
    }
    for behaviour in framework.principle(module["principle"]).behaviours:
        if behaviour.id not in tested:
            report.warning(
                "behaviour-untested",
                ("story",),
                f"No story decision tests '{behaviour.id}'.",
                "Add it to a decision's `tests`.",
            )
        if behaviour.id not in module["cards"]:
            report.warning(
                "behaviour-card",
                ("cards",),
                f"There is no card for '{behaviour.id}'.",
                "Write one.",
            )


def _sizes(module: Mapping[str, Any], report: Report) -> None:
    for scene_id, scene in module["story"]["scenes"].items():
        item = scene["item"]
        most = {"rank": 4, "rate": 3}.get(item["type"]) if item else None
        if most and len(item["options"]) > most:
            report.warning(
                "item-size",
                ("story", "scenes", scene_id, "item"),
                f"A {item['type']} item should have at most {most} lines.",
                "Leave some out.",
            )
        if item and item["type"] == "rank" and len(item["key"]) == 1:
            report.error(
                "options-alike",
                ("story", "scenes", scene_id, "item", "key"),
                "Every line is tied with every other: no order is better than another.",
                "Break the tie, or use another type.",
            )


def _card_lengths(module: Mapping[str, Any], report: Report) -> None:
    for card_id, card in module["cards"].items():
        for letter, variant in card["variants"].items():
            count = len(variant["text"].split())
            limit(
                count,
                CARD_WORDS,
                ("cards", card_id, "variants", letter, "text"),
                "The card",
                report,
            )
