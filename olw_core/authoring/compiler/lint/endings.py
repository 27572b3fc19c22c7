"""The rule about endings: all good ones reach the same total."""

from __future__ import annotations

from olw_core.authoring.authored import Module
from olw_core.authoring.compiler.bounds import Unfolded, branches
from olw_core.authoring.compiler.problems import Problems


def check_endings(module: Module, unfolded: Unfolded, problems: Problems) -> None:
    """Report good endings that differ in the highest total they can be reached with."""
    totals: dict[str, int] = {}
    scenes = module["story"]["scenes"]
    for index, total in _totals(unfolded).items():
        node = unfolded.nodes[index]
        scene_id = node.scene
        ending = scenes[scene_id]["ending"]
        if ending and ending["tone"] == "good":
            before = totals.get(scene_id, 0)
            totals[scene_id] = max(before, total)
    names = ", ".join(sorted(totals))
    if len(set(totals.values())) > 1:
        problems.warning(
            "good-endings",
            ("story",),
            f"Good endings reach different totals: {names}.",
            "Let every good ending reach the highest total.",
        )


def _totals(unfolded: Unfolded) -> dict[int, int]:
    """Index of a node to the highest total with which it can be reached."""
    totals = {unfolded.start: 0}
    for index in range(unfolded.start, -1, -1):  # links point to smaller indices
        node = unfolded.nodes[index]
        if index not in totals or node.item is None:
            continue
        for branch in branches(node.item, node.go):
            before = totals.get(branch.target, 0)
            reached = totals[index] + branch.most
            totals[branch.target] = max(before, reached)
    return totals
