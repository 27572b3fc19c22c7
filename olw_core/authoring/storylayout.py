"""Where the story graph has its boxes, and which ways lead on from each: a column per step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Story = Mapping[str, Any]
Node = Mapping[str, Any]

# All sizes are in pixels.
WIDTH = 150
HEIGHT = 64
"""The least; a box with many ways on is taller."""
ROW = 16
"""Between two ways that leave a box: room for the words on them."""
GAP_X = 130
GAP_Y = 22
LEFT = 20
TOP = 50
BELOW = 70
"""Room around all boxes; the title stands on top, the legend below."""


class Corner(NamedTuple):
    """The left upper corner of a box, and its height."""

    x: int
    y: int
    height: int


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

    @property
    def height(self) -> int:
        """So that the words on its ways do not touch."""
        needed = ROW * (len(self.ways) + 1)
        return max(HEIGHT, needed)


class _Link(NamedTuple):
    """One way on from a node."""

    label: str
    gain: int
    """The greatest one."""
    target: int
    """The next node."""


class Layout(NamedTuple):
    """The size of the whole, and the place of each box by its index."""

    width: int
    height: int
    places: Mapping[int, Corner]


def states(story: Story) -> dict[int, Box]:
    """A box for each node that a way from the start leads to, in the order of the walk."""
    start = story["start"]
    found: dict[int, Box] = {}
    met = {start}
    # Every link points to a smaller index.
    for n in range(start, -1, -1):
        if n not in met:
            continue
        box = _state(story, n)
        met.update(box.ways)
        found[n] = box
    return found


def _state(story: Story, n: int) -> Box:
    """The box of one node."""
    nodes = story["nodes"]
    node = nodes[n]
    box = Box(
        scene=node["scene"],
        most=node["best"],
        least=node["worst"],
    )
    for link in _links(story, node):
        after = nodes[link.target]
        most = link.gain + after["best"]
        _lead(
            box,
            link.target,
            link.label,
            best=most == box.most,
        )
    return box


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
            found[number] = Box(
                scene=box.scene,
                most=box.most,
                least=box.least,
            )
    for box in open_boxes.values():
        number = numbers[box.scene]
        here = found[number]
        for target, way in box.ways.items():
            scene = open_boxes[target].scene
            _lead_alike(here, numbers[scene], way)
    return found


def _lead_alike(
    box: Box,
    target: int,
    way: Way,
) -> None:
    """A way on as one state has it, with letters alone."""
    for label in way.labels:
        letter, *_ = label.split()
        _lead(
            box,
            target,
            letter,
            best=way.best,
        )


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


def _links(story: Story, node: Node) -> Iterator[_Link]:
    """One for each option of a choice; the other kinds go one way, and can earn all."""
    if node["item"] is None:
        return
    go = node["go"]
    items = story["items"]
    item = items[node["item"]]
    kind = item["type"]
    if kind != "choose":
        full = item["full"]
        yield _Link(
            label=f"{kind} 0..{full}",
            gain=full,
            target=go[""],
        )
        return
    for option in item["options"]:
        letter = option["id"]
        gain = option["gain"]
        yield _Link(
            label=f"{letter} +{gain}",
            gain=gain,
            target=go[letter],
        )


def layout(boxes: Mapping[int, Box]) -> Layout:
    """The first box stands on the left."""
    columns = _columns(boxes)
    across = len(columns)
    inner_width = across * (WIDTH + GAP_X) - GAP_X
    places = _places(boxes, columns)
    lowest = max(place.y + place.height for place in places.values())
    return Layout(
        width=LEFT + inner_width + LEFT,
        height=lowest + GAP_Y + BELOW,
        places=places,
    )


def _columns(boxes: Mapping[int, Box]) -> list[list[int]]:
    """Boxes by the longest way from the start, each column in the order of first sight."""
    depth = dict.fromkeys(boxes, 0)
    for n in _in_order(boxes):
        further = depth[n] + 1
        for target in boxes[n].ways:
            depth[target] = max(depth[target], further)
    deepest = max(depth.values())
    columns: list[list[int]] = [[] for _ in range(deepest + 1)]
    for n in boxes:
        column = columns[depth[n]]
        column.append(n)
    return columns


def _in_order(boxes: Mapping[int, Box]) -> list[int]:
    """Boxes so that every way leads to a later one: stories do not go round in circles."""
    # How many ways lead to each that do not come from a box that is ready.
    left = dict.fromkeys(boxes, 0)
    for box in boxes.values():
        for target in box.ways:
            left[target] += 1
    ready = []
    for n, ways in left.items():
        if not ways:
            ready.append(n)
    # It grows while it is read.
    for n in ready:
        for target in boxes[n].ways:
            left[target] -= 1
            if not left[target]:
                ready.append(target)
    return ready


def _places(
    boxes: Mapping[int, Box],
    columns: Sequence[Sequence[int]],
) -> dict[int, Corner]:
    """Columns from left to right, the boxes of each from the top down."""
    places = {}
    x = LEFT
    for column in columns:
        y = TOP
        for n in column:
            height = boxes[n].height
            places[n] = Corner(
                x,
                y,
                height,
            )
            y += height + GAP_Y
        x += WIDTH + GAP_X
    return places
