"""Where the story graph has its boxes, and which ways lead on from each: a column per step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Story = Mapping[str, Any]
Node = Mapping[str, Any]

WIDTH, HEIGHT, GAP_X, GAP_Y = 150, 64, 80, 22
LEFT, TOP, BELOW = 20, 50, 70
"""Room around all boxes; the title stands on top, the legend below. All sizes are in pixels."""


class Place(NamedTuple):
    """The left upper corner of a box."""

    x: int
    y: int


@dataclass
class Way:
    """A way on from a box: what is written on it, and whether it keeps the best total."""

    labels: list[str]
    best: bool


@dataclass
class Box:
    """A scene, or one of its states. `most`, `least`: what can still be earned."""

    scene: str
    most: int
    least: int
    states: int = 1
    ways: dict[int, Way] = field(default_factory=dict)
    """To another box, by its index."""


class Layout(NamedTuple):
    """The size of the whole, and the place of each box by its index."""

    width: int
    height: int
    places: Mapping[int, Place]


def states(story: Story) -> dict[int, Box]:
    """A box for each node that a way from the start leads to, in the order of the walk."""
    nodes = story["nodes"]
    found: dict[int, Box] = {}
    met = {story["start"]}
    # Every link points to a smaller index.
    for n in range(story["start"], -1, -1):
        if n not in met:
            continue
        node = nodes[n]
        box = Box(node["scene"], node["best"], node["worst"])
        for label, gain, target in _links(story, node):
            _lead(box, target, label, best=gain + nodes[target]["best"] == node["best"])
        met.update(box.ways)
        found[n] = box
    return found


def scenes(story: Story) -> dict[int, Box]:
    """A box for each scene, with the ways of all its states; letters alone are written on them."""
    numbers: dict[str, int] = {}
    found: dict[int, Box] = {}
    open_boxes = states(story)
    for box in open_boxes.values():
        number = numbers.setdefault(box.scene, len(numbers))
        if number in found:
            _join(found[number], box)
        else:
            found[number] = Box(box.scene, box.most, box.least)
    for box in open_boxes.values():
        here = found[numbers[box.scene]]
        for target, way in box.ways.items():
            there = numbers[open_boxes[target].scene]
            for label in way.labels:
                letter, *_ = label.split()
                _lead(here, there, letter, best=way.best)
    return found


def _join(box: Box, other: Box) -> None:
    """Another state of the same scene."""
    box.most = max(box.most, other.most)
    box.least = min(box.least, other.least)
    box.states += 1


def _lead(
    box: Box,
    target: int,
    label: str,
    *,
    best: bool,
) -> None:
    """A way on; options that lead to the same box share one."""
    way = box.ways.setdefault(target, Way([], best=False))
    way.best = way.best or best
    if label not in way.labels:
        way.labels.append(label)


def _links(story: Story, node: Node) -> Iterator[tuple[str, int, int]]:
    """(words, greatest gain, next node) for each option of a choice; the other kinds go one
    way, and can earn all."""
    if node["item"] is None:
        return
    item, go = story["items"][node["item"]], node["go"]
    kind, full = item["type"], item["full"]
    if kind != "choose":
        yield f"{kind} 0..{full}", full, go[""]
        return
    for option in item["options"]:
        letter, gain = option["id"], option["gain"]
        yield f"{letter} +{gain}", gain, go[letter]


def layout(boxes: Mapping[int, Box]) -> Layout:
    """The first box stands on the left."""
    columns = _columns(boxes)
    across = len(columns)
    down = max(map(len, columns))
    width = 2 * LEFT + across * (WIDTH + GAP_X) - GAP_X
    height = TOP + down * (HEIGHT + GAP_Y) + BELOW
    return Layout(width, height, _places(columns))


def _columns(boxes: Mapping[int, Box]) -> list[list[int]]:
    """Boxes by the longest way from the start, each column in the order of first sight."""
    depth = dict.fromkeys(boxes, 0)
    for n in _in_order(boxes):
        further = depth[n] + 1
        for target in boxes[n].ways:
            depth[target] = max(depth[target], further)
    steps = range(max(depth.values()) + 1)
    columns: list[list[int]] = [[] for _ in steps]
    for n in boxes:
        columns[depth[n]].append(n)
    return columns


def _in_order(boxes: Mapping[int, Box]) -> list[int]:
    """Boxes so that every way leads to a later one: stories do not go round in circles."""
    left = dict.fromkeys(boxes, 0)
    for box in boxes.values():
        for target in box.ways:
            left[target] += 1
    ready = [n for n, ways in left.items() if not ways]
    for n in ready:
        for target in boxes[n].ways:
            left[target] -= 1
            if not left[target]:
                ready.append(target)
    return ready


def _places(columns: Sequence[Sequence[int]]) -> dict[int, Place]:
    places = {}
    x = LEFT
    for column in columns:
        y = TOP
        for n in column:
            places[n] = Place(x, y)
            y += HEIGHT + GAP_Y
        x += WIDTH + GAP_X
    return places
