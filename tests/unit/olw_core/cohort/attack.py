"""The attacker of the room figures, by brute force.

It knows the stories, the rules, who is in a step, and two people's answers; and it is shown more
than anybody ever is: a step as it is kept, of which every table, file and sum is made.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations_with_replacement

from olw_core.authoring.compiler.items import answers
from olw_core.cohort.influence import Influence
from olw_core.cohort.ways import Way
from olw_core.formats.compiled import Module

Room = tuple[int, ...]
"""Everyone in a step by the number of their way, in order: who is who does not show in it."""
Shown = Callable[[Sequence[Way], Influence], Mapping[str, object]]


def all_ways(module: Module) -> list[dict[str, str]]:
    """Every way through a module that does not leave by the way out."""
    story = module["story"]

    def onward(index: int) -> Iterator[dict[str, str]]:
        node = story["nodes"][index]
        if node["item"] is None:
            yield {}
            return
        for answer in answers(story["items"][node["item"]]):
            target = node["go"].get(answer, node["go"].get("", -1))
            for rest in onward(target):
                yield {node["scene"]: answer, **rest}

    return list(onward(story["start"]))


def told(shown: Shown, ways: Sequence[Way], influence: Influence) -> str:
    """What the attacker sees, to be compared."""
    return json.dumps(shown(ways, influence), sort_keys=True)


def isolated(
    ways: Sequence[Way],
    influence: Influence,
    people: int,
    shown: Shown,
) -> list[tuple[Room, tuple[int, ...], str]]:
    """(room, ways of the two known, scene) where only one answer is left for somebody.

    All rooms of so many people are looked at, and for each everything that looks the same.
    """
    alike: defaultdict[str, list[Room]] = defaultdict(list)
    for room in combinations_with_replacement(range(len(ways)), people):
        alike[told(shown, [ways[one] for one in room], influence)].append(room)
    found: list[tuple[Room, tuple[int, ...], str]] = []
    for rooms in alike.values():
        for known in combinations_with_replacement(range(len(ways)), 2):
            rests = [_without(room, known) for room in rooms]
            left = [rest for rest in rests if rest is not None]
            for scene in influence:
                answers = _answers(left, ways, scene)
                if len(answers) == 1:
                    found.append((rooms[0], known, scene))
    return found


def _without(room: Room, known: Sequence[int]) -> frozenset[int] | None:
    """The ways of the others; None for a room that does not have the known ones."""
    rest = Counter(room)
    rest.subtract(known)
    if min(rest.values()) < 0:
        return None
    return frozenset(way for way, many in rest.items() if many)


def _answers(
    rests: Sequence[frozenset[int]],
    ways: Sequence[Way],
    scene: str,
) -> set[str]:
    """All answers that one of the others could have given."""
    everyone = frozenset().union(*rests) if rests else frozenset()
    return {ways[one][scene] for one in everyone if scene in ways[one]}


def exact(ways: Sequence[Way], influence: Influence) -> Mapping[str, object]:
    """Tables without any protection: how many gave each answer."""
    found = {}
    for scene in influence:
        found[scene] = Counter(way[scene] for way in ways if scene in way)
    return found
