"""Rules about the unfolded graph: the keyed answer is never punished, lengths, decisions and endings are fair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from olw_core.authoring.compiler.bounds import Bounds, branches, count, minutes
from olw_core.authoring.compiler.lint.wording import limit
from olw_core.authoring.compiler.problems import Report
from olw_core.authoring.compiler.source import Path
from olw_core.authoring.compiler.unfold import Node

MAX_MINUTES = 8
SCENE_WORDS = (90, 130)
FIRST_SCENE_WORDS = 60
DECISIONS = (4, 6)
MIN_STORY = 4
"""Stories with fewer scenes than this are exercises; the number of decisions is not judged."""


def check_structure(
    module: Mapping[str, Any],
    nodes: Sequence[Node],
    bounds: Sequence[Bounds],
    start: int,
    report: Report,
) -> None:
    """Report structural problems of the compiled graph."""
    for node, here in zip(nodes, bounds, strict=True):
        _regret(node, here, bounds, report)
    _never(module, nodes, report)
    _scene_lengths(module, nodes, nodes[start].scene, report)
    _whole(module, bounds[start], report)
    _endings(module, nodes, start, report)


def _scene(scene: str) -> Path:
    return ("story", "scenes", scene)


def _regret(node: Node, here: Bounds, bounds: Sequence[Bounds], report: Report) -> None:
    if node.item is None or node.item["type"] != "choose" or not node.item["points"]:
        return
    top = max(o["gain"] for o in node.item["options"])
    if not any(
        o["gain"] == top and top + bounds[node.go[o["id"]]].best == here.best
        for o in node.item["options"]
    ):
        path = (*_scene(node.scene), "item")
        if not any(
            p.code == "key-punished" and p.path == ".".join(map(str, path))
            for p in report.problems
        ):
            report.error(
                "key-punished",
                path,
                "The strongest option loses points later: a weaker one leads to a higher total.",
                "Give the scenes behind the strongest option as many points as the others.",
            )


def _never(module: Mapping[str, Any], nodes: Sequence[Node], report: Report) -> None:
    scenes = module["story"]["scenes"]
    for scene_id in scenes.keys() - {node.scene for node in nodes}:
        report.error(
            "unreachable",
            _scene(scene_id),
            "The conditions before this scene are never true.",
            "Correct the conditions, or remove the scene.",
        )
    offered = {(n.scene, o["id"]) for n in nodes if n.item for o in n.item["options"]}
    for node_scene in {node.scene for node in nodes if node.item}:
        for letter in scenes[node_scene]["item"]["options"]:
            if (node_scene, letter) not in offered:
                report.warning(
                    "option-never",
                    (*_scene(node_scene), "item", "options", letter),
                    "The condition of this option is never true.",
                    "Correct the condition, or remove the option.",
                )


def _scene_lengths(
    module: Mapping[str, Any], nodes: Sequence[Node], first: str, report: Report
) -> None:
    longest: dict[str, int] = {}
    for node in nodes:
        longest[node.scene] = max(longest.get(node.scene, 0), count(node.html))
    for scene, words in longest.items():
        limit(words, SCENE_WORDS, (*_scene(scene), "text"), "The scene", report)
    if longest[first] > FIRST_SCENE_WORDS:
        report.warning(
            "first-scene-long",
            (*_scene(first), "text"),
            f"The first scene has {longest[first]} words; aim for {FIRST_SCENE_WORDS}.",
            "Start later.",
        )
    for scene in longest:
        if not module["story"]["scenes"][scene]["recap"]:
            report.warning(
                "recap-missing",
                _scene(scene),
                "There is no recap for learners who come back.",
                "Add `recap:` of at most 20 words.",
            )


def _whole(module: Mapping[str, Any], start: Bounds, report: Report) -> None:
    time = minutes(start.words)
    if time > MAX_MINUTES:
        report.error(
            "story-too-long",
            ("story",),
            f"The longest path takes about {time} minutes; the limit is {MAX_MINUTES}.",
            "Cut scenes or words.",
        )
    if (
        len(module["story"]["scenes"]) >= MIN_STORY
        and not DECISIONS[0] <= start.shortest <= start.longest <= DECISIONS[1]
    ):
        report.warning(
            "decisions",
            ("story",),
            f"Paths have {start.shortest} to {start.longest} decisions.",
            f"Aim for {DECISIONS[0]} to {DECISIONS[1]} on any path.",
        )
    if start.shorter_best is not None and start.shorter_best < start.best:
        report.warning(
            "longest-only",
            ("story",),
            "Only the longest path reaches the highest total.",
            "Give shorter paths the same points.",
        )


def _endings(
    module: Mapping[str, Any], nodes: Sequence[Node], start: int, report: Report
) -> None:
    most: list[int | None] = [None] * len(nodes)
    most[start] = 0
    for index in range(start, -1, -1):
        so_far = most[index]
        node = nodes[index]
        if so_far is None or node.item is None:
            continue
        for branch in branches(node.item, node.go):
            total = so_far + branch.most
            most[branch.target] = max(most[branch.target] or 0, total)
    good: dict[str, int] = {}
    for node, reached in zip(nodes, most, strict=True):
        ending = module["story"]["scenes"][node.scene]["ending"]
        if ending and ending["tone"] == "good" and reached is not None:
            good[node.scene] = max(good.get(node.scene, 0), reached)
    if len(set(good.values())) > 1:
        report.warning(
            "good-endings",
            ("story",),
            f"Good endings reach different totals: {', '.join(sorted(good))}.",
            "Let every good ending reach the highest total.",
        )
