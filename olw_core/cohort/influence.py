"""Which decisions change whether, or with which options, a later one is met.

A figure about the later one would tell of the earlier one: a scene that only one answer leads to
tells who gave that answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from olw_core.formats.compiled import Module, Node, Story

Options = frozenset[str]
Influence = Mapping[str, frozenset[str]]
"""Scene -> the scenes whose answers decide whether it is met, or with which options."""


@dataclass(frozen=True)
class _Ahead:
    """What can be met from a node on, itself included, when nobody takes the way out."""

    sure: frozenset[str]
    """Scenes of every path."""
    met: Mapping[str, frozenset[Options]]
    """Scene -> the sets of options with which some path meets it."""


def influence(module: Module) -> Influence:
    """For every scene that asks something. Closed: what influences an influence is in it."""
    story = module["story"]
    aheads = _aheads(story)
    found: dict[str, set[str]] = {}
    for node in story["nodes"]:
        if node["item"] is None:
            continue
        found.setdefault(node["scene"], set())
        for scene in _influenced(node, aheads):
            found.setdefault(scene, set()).add(node["scene"])
    return _closed(found)


def _aheads(story: Story) -> list[_Ahead]:
    """By node. Links lead to earlier nodes, so one pass is enough."""
    aheads: list[_Ahead] = []
    for node in story["nodes"]:
        if node["item"] is None:
            aheads.append(_Ahead(frozenset(), {}))
            continue
        after = _joined(_children(node, aheads))
        options = story["items"][node["item"]]["options"]
        own = frozenset(option["id"] for option in options)
        scene = node["scene"]
        met = {**after.met, scene: after.met.get(scene, frozenset()) | {own}}
        aheads.append(_Ahead(after.sure | {scene}, met))
    return aheads


def _children(node: Node, aheads: list[_Ahead]) -> list[_Ahead]:
    """What lies ahead after each answer."""
    return [aheads[index] for index in node["go"].values()]


def _joined(aheads: list[_Ahead]) -> _Ahead:
    """What lies ahead when any of these may come."""
    sure = frozenset.intersection(*[ahead.sure for ahead in aheads])
    met: dict[str, frozenset[Options]] = {}
    for ahead in aheads:
        for scene, options in ahead.met.items():
            met[scene] = met.get(scene, frozenset()) | options
    return _Ahead(sure, met)


def _influenced(node: Node, aheads: list[_Ahead]) -> list[str]:
    """Scenes after a node that some paths miss or meet with other options than others."""
    after = _joined(_children(node, aheads))
    found = []
    for scene, options in after.met.items():
        if scene not in after.sure or len(options) > 1:
            found.append(scene)
    return found


def _closed(direct: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    """With the influences of influences."""
    found = {scene: set(by) for scene, by in direct.items()}
    grown = True
    while grown:
        grown = False
        for by in found.values():
            further: set[str] = set().union(*(found[one] for one in by))
            if not further <= by:
                by |= further
                grown = True
    return {scene: frozenset(by) for scene, by in found.items()}
