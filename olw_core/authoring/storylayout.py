"""Where the story graph has its boxes, and which ways lead on from each: a column per step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

Story = Mapping[str, Any]
Node = Mapping[str, Any]

WIDTH, HEIGHT, GAP_X, GAP_Y = 190, 64, 90, 26
LEFT, TOP, BELOW = 20, 50, 20
"""Room around all boxes; the title stands on top. All sizes are in pixels."""


class Place(NamedTuple):
    """The left upper corner of a box."""

    x: int
    y: int


class Link(NamedTuple):
    """A way on from a node: what is written on it, its greatest gain, the next node."""

    label: str
    gain: int
    target: int


class Layout(NamedTuple):
    """The size of the whole, and the place of each node by its index."""

    width: int
    height: int
    places: Mapping[int, Place]


def layout(story: Story) -> Layout:
    """Nodes that no way from the start leads to have no place."""
    columns = _columns(story)
    across = len(columns)
    down = max(map(len, columns))
    width = 2 * LEFT + across * (WIDTH + GAP_X)
    height = TOP + down * (HEIGHT + GAP_Y) + BELOW
    return Layout(width, height, _places(columns))


def _columns(story: Story) -> list[list[int]]:
    """Nodes by the longest way from the start, each column in the order of first sight."""
    start = story["start"]
    depth = {start: 0}
    # Every link points to a smaller index.
    order = range(start, -1, -1)
    for n in order:
        further = depth[n] + 1
        for target in story["nodes"][n]["go"].values():
            depth[target] = max(depth.get(target, 0), further)
    steps = range(max(depth.values()) + 1)
    columns: list[list[int]] = [[] for _ in steps]
    for n in order:
        columns[depth[n]].append(n)
    return columns


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


def links(story: Story, node: Node) -> Iterator[Link]:
    """One for each option of a choice; the other kinds go one way, and can earn all."""
    if node["item"] is None:
        return
    item, go = story["items"][node["item"]], node["go"]
    kind, full = item["type"], item["full"]
    if kind != "choose":
        yield Link(f"{kind} 0..{full}", full, go[""])
        return
    for option in item["options"]:
        letter, gain = option["id"], option["gain"]
        yield Link(f"{letter} +{gain}", gain, go[letter])
