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
    """For every scene that asks something. Closed: what influences an influence is in it.

    Links lead to earlier nodes: a later scene has been found before whatever leads to it.
    """
    story = module["story"]
    aheads = _aheads(story)
    found: dict[str, set[str]] = {}
    for node in story["nodes"]:
        if node["item"] is None:
            continue
        earlier = node["scene"]
        found.setdefault(earlier, set())
        for later in _influenced(node, aheads):
            found[later].add(earlier)
    return _closed(found)


def _aheads(story: Story) -> list[_Ahead]:
    """By node. Links lead to earlier nodes, so one pass is enough."""
    aheads: list[_Ahead] = []
    for node in story["nodes"]:
        ahead = _ahead(story, node, aheads)
        aheads.append(ahead)
    return aheads


def _ahead(
    story: Story,
    node: Node,
    aheads: list[_Ahead],
) -> _Ahead:
    """Of one node. `aheads`: of the earlier ones, none of which is its own scene."""
    if node["item"] is None:
        return _Ahead(sure=frozenset(), met={})
    scene = node["scene"]
    after = _after(node, aheads)
    options = _options(story, node["item"])
    met = dict(after.met)
    met[scene] = frozenset({options})
    return _Ahead(
        sure=after.sure | {scene},
        met=met,
    )


def _options(story: Story, item: int) -> Options:
    """Those that an item has."""
    ids = set()
    for option in story["items"][item]["options"]:
        ids.add(option["id"])
    return frozenset(ids)


def _after(node: Node, aheads: list[_Ahead]) -> _Ahead:
    """What lies ahead when any answer may be given."""
    children = []
    for index in node["go"].values():
        child = aheads[index]
        children.append(child)
    return _joined(children)


def _joined(aheads: list[_Ahead]) -> _Ahead:
    """What lies ahead when any of these may come."""
    sures = [ahead.sure for ahead in aheads]
    sure = frozenset.intersection(*sures)
    met: dict[str, frozenset[Options]] = {}
    for ahead in aheads:
        for scene, options in ahead.met.items():
            others = met.get(scene, frozenset())
            met[scene] = others | options
    return _Ahead(sure, met)


def _influenced(node: Node, aheads: list[_Ahead]) -> list[str]:
    """Scenes after a node that some paths miss or meet with other options than others."""
    found = []
    after = _after(node, aheads)
    for scene, options in after.met.items():
        is_missed = scene not in after.sure
        differs = len(options) > 1
        if is_missed or differs:
            found.append(scene)
    return found


def _closed(direct: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    """With the influences of influences."""
    found = {}
    for scene, by in direct.items():
        found[scene] = set(by)
    grown = True
    while grown:
        grown = False
        for by in found.values():
            further = _further(by, found)
            if not further <= by:
                by |= further
                grown = True
    closed = {}
    for scene, by in found.items():
        closed[scene] = frozenset(by)
    return closed


def _further(
    scenes: set[str],
    found: Mapping[str, set[str]],
) -> set[str]:
    """What influences any of these scenes, as far as it is found."""
    further: set[str] = set()
    for scene in scenes:
        further |= found[scene]
    return further
