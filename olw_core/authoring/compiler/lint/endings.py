"""The rule about endings: all good ones reach the same total."""

from __future__ import annotations

from olw_core.authoring.authored.module import Module
from olw_core.authoring.compiler.bounds import Unfolded, branches
from olw_core.authoring.compiler.lint.greatest import keep_greatest
from olw_core.authoring.compiler.problems import Problems


def check_endings(
    module: Module,
    unfolded: Unfolded,
    problems: Problems,
) -> None:
    """Report good endings that differ in the highest total they can be reached with."""
    totals: dict[str, int] = {}
    scenes = module["story"]["scenes"]
    for index, total in _totals(unfolded).items():
        scene_id = unfolded.nodes[index].scene
        ending = scenes[scene_id]["ending"]
        if ending and ending["tone"] == "good":
            keep_greatest(totals, scene_id, total)
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
            reached = totals[index] + branch.most
            keep_greatest(totals, branch.target, reached)
    return totals
