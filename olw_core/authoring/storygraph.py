"""Draws a compiled story as one SVG: a column per step, scenes as boxes, choices as lines with
their gains, endings marked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from string import Template
from typing import Any, NamedTuple

from olw_core.authoring.compiler.markdown import plain

Story = Mapping[str, Any]
Node = Mapping[str, Any]

WIDTH, HEIGHT, GAP_X, GAP_Y = 190, 64, 90, 26
_LEFT, _TOP, _BELOW = 20, 50, 20
_BEND = 45
"""How far a line goes on straight before it bends."""
_LONGEST = 30
"""Characters of a scene's words that fit into a box."""
_FILL = {"good": "#cfe3d4", "mixed": "#f4e3c8", "hard": "#e8edee", "": "#d8e6f0"}

_GRAPH = Template(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 $width $height"'
    ' width="$width" height="$height" role="img" aria-label="$title"'
    ' font-family="Arial, sans-serif" font-size="12">'
    '<rect width="100%" height="100%" fill="#ffffff"/>'
    '<text x="20" y="26" font-size="16" font-weight="bold" fill="#212b32">$title</text>'
)
_LINE = Template(
    '<path d="M$x ${y}C$x1 $y $x2 $end_y $end_x $end_y" fill="none"'
    ' stroke="$colour" stroke-width="$thick"/>'
)
_LABEL = Template('<text x="$x" y="$y" font-size="11" fill="#212b32">$words</text>')
_BOX = Template(
    "<g><title>$words</title>"
    '<rect x="$x" y="$y" width="$width" height="$height" rx="6"'
    ' fill="$fill" stroke="#425563"/>'
    '<text x="$left" y="$first" font-weight="bold" fill="#212b32">$scene</text>'
    '<text x="$left" y="$second" fill="#212b32">$cut</text>'
    '<text x="$left" y="$third" fill="#425563">$about</text></g>'
)


class _Place(NamedTuple):
    """The left upper corner of a box."""

    x: int
    y: int


class _Look(NamedTuple):
    """Of a line."""

    colour: str
    thick: float


_BEST = _Look("#007f3b", 2)
_OTHER = _Look("#768692", 1.2)


class _Link(NamedTuple):
    """A way on from a node: what is written on it, its greatest gain, the next node."""

    label: str
    gain: int
    target: int


def story_svg(module: Mapping[str, Any]) -> str:
    """The story graph of a compiled module.

    Gains are in units of 1/denominator points; `V` is the best total ahead, `v` the worst.
    """
    story = module["story"]
    columns = _columns(story)
    places = _places(columns)
    unit = f"1/{story['denominator']} points"
    tallest = max(map(len, columns))
    drawn = [
        _filled(
            _GRAPH,
            title=f"{module['title']}: story graph, gains in {unit}",
            width=2 * _LEFT + len(columns) * (WIDTH + GAP_X),
            height=_TOP + tallest * (HEIGHT + GAP_Y) + _BELOW,
        )
    ]
    for n in places:
        drawn.extend(_lines(story, n, places))
    for n, place in places.items():
        drawn.append(_box(story, story["nodes"][n], place))
    return f"{''.join(drawn)}</svg>\n"


def _filled(piece: Template, **values: object) -> str:
    """A piece of the drawing with these values, escaped."""
    escaped = {name: escape(str(value)) for name, value in values.items()}
    return piece.substitute(escaped)


def _columns(story: Story) -> list[list[int]]:
    """Nodes by the longest way from the start, each column in the order of first sight."""
    depth = {story["start"]: 0}
    # Every link points to a smaller index.
    order = range(story["start"], -1, -1)
    for n in order:
        further = depth[n] + 1
        for target in story["nodes"][n]["go"].values():
            depth[target] = max(depth.get(target, 0), further)
    columns: list[list[int]] = []
    for _ in range(max(depth.values()) + 1):
        columns.append([])
    for n in order:
        columns[depth[n]].append(n)
    return columns


def _places(columns: Sequence[Sequence[int]]) -> dict[int, _Place]:
    places = {}
    for across, column in enumerate(columns):
        x = _LEFT + across * (WIDTH + GAP_X)
        for down, n in enumerate(column):
            y = _TOP + down * (HEIGHT + GAP_Y)
            places[n] = _Place(x, y)
    return places


def _links(story: Story, node: Node) -> Iterator[_Link]:
    """One for each option of a choice; the other kinds go one way, and can earn all."""
    if node["item"] is None:
        return
    item = story["items"][node["item"]]
    kind, full = item["type"], item["full"]
    if kind != "choose":
        yield _Link(f"{kind} 0..{full}", full, node["go"][""])
        return
    for option in item["options"]:
        letter, gain = option["id"], option["gain"]
        yield _Link(f"{letter} +{gain}", gain, node["go"][letter])


def _lines(story: Story, n: int, places: Mapping[int, _Place]) -> Iterator[str]:
    """The lines that leave a box, spread over its right side, each with its label."""
    node, place = story["nodes"][n], places[n]
    links = list(_links(story, node))
    x = place.x + WIDTH
    for count, link in enumerate(links, 1):
        y = place.y + HEIGHT * count / (len(links) + 1)
        total = link.gain + story["nodes"][link.target]["best"]
        yield _line(x, y, places[link.target], total == node["best"])
        yield _filled(_LABEL, x=x + 6, y=f"{y - 3:.0f}", words=link.label)


def _line(x: int, y: float, to: _Place, best: bool) -> str:
    """From a box to the middle of another's left side; green where it keeps the best total."""
    middle = to.y + HEIGHT / 2
    look = _BEST if best else _OTHER
    return _filled(
        _LINE,
        x=x,
        y=f"{y:.0f}",
        x1=x + _BEND,
        x2=to.x - _BEND,
        end_x=to.x,
        end_y=f"{middle:.0f}",
        colour=look.colour,
        thick=look.thick,
    )


def _box(story: Story, node: Node, place: _Place) -> str:
    scene = story["scenes"][node["scene"]]
    words, tone = plain(scene["recap"]), ""
    about = f"V {node['best']}, v {node['worst']}"
    if scene["ending"]:
        words, tone = scene["ending"]["title"], scene["ending"]["tone"]
        about = f"Ending ({tone})"
    return _filled(
        _BOX,
        words=words,
        x=place.x,
        y=place.y,
        width=WIDTH,
        height=HEIGHT,
        fill=_FILL[tone],
        left=place.x + 8,
        first=place.y + 18,
        second=place.y + 36,
        third=place.y + 54,
        scene=node["scene"],
        cut=_cut(words),
        about=about,
    )


def _cut(words: str) -> str:
    if len(words) <= _LONGEST:
        return words
    return f"{words[:_LONGEST]}..."
