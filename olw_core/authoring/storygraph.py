"""Draws a compiled story as one SVG: scenes as boxes, choices as lines with their gains, endings
marked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from string import Template
from typing import Any, NamedTuple

from olw_core.authoring.compiler.markdown import plain
from olw_core.authoring.storylayout import (
    HEIGHT,
    WIDTH,
    Layout,
    Node,
    Place,
    Story,
    layout,
    links,
)

_BEND = 45
"""How far a line goes on straight before it bends."""
_LONGEST = 30
"""Characters of a scene's words that fit into a box."""
_INDENT = 8
_ROWS = {"first": 18, "second": 36, "third": 54}
"""How far below its top a box has its lines of words."""
_FILL = {"good": "#cfe3d4", "mixed": "#f4e3c8", "hard": "#e8edee", "": "#d8e6f0"}
"""The ground of a box, by the tone of its ending, or "" where the story goes on."""

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
    '<text x="$indent" y="$first" font-weight="bold" fill="#212b32">$scene</text>'
    '<text x="$indent" y="$second" fill="#212b32">$cut</text>'
    '<text x="$indent" y="$third" fill="#425563">$about</text></g>'
)


class _Look(NamedTuple):
    """Of a line."""

    colour: str
    thick: float


_BEST = _Look("#007f3b", 2)
_OTHER = _Look("#768692", 1.2)


def story_svg(module: Mapping[str, Any]) -> str:
    """The story graph of a compiled module.

    Gains are in units of 1/denominator points; `V` is the best total ahead, `v` the worst.
    """
    story = module["story"]
    laid = layout(story)
    title = f"{module['title']}: story graph, gains in 1/{story['denominator']} points"
    graph = _filled(_GRAPH, title=title, width=laid.width, height=laid.height)
    pieces = [graph, *_lines(story, laid), *_boxes(story, laid), "</svg>\n"]
    return "".join(pieces)


def _filled(piece: Template, **values: object) -> str:
    """A piece of the drawing with these values, escaped."""
    escaped = {}
    for name, value in values.items():
        escaped[name] = escape(str(value))
    return piece.substitute(escaped)


def _lines(story: Story, laid: Layout) -> Iterator[str]:
    """The lines that leave each box, spread over its right side, each with its label."""
    nodes, places = story["nodes"], laid.places
    for n, place in places.items():
        node = nodes[n]
        leaving = list(links(story, node))
        x = place.x + WIDTH
        gaps = len(leaving) + 1
        for count, link in enumerate(leaving, 1):
            y = place.y + HEIGHT * count / gaps
            total = link.gain + nodes[link.target]["best"]
            look = _BEST if total == node["best"] else _OTHER
            yield _line(x, y, places[link.target], look)
            yield _label(x, y, link.label)


def _line(
    x: int,
    y: float,
    to: Place,
    look: _Look,
) -> str:
    """From a box to the middle of another's left side."""
    middle = to.y + HEIGHT / 2
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


def _label(
    x: int,
    y: float,
    words: str,
) -> str:
    """Just above the beginning of a line."""
    above = y - 3
    return _filled(_LABEL, x=x + 6, y=f"{above:.0f}", words=words)


def _boxes(story: Story, laid: Layout) -> Iterator[str]:
    for n, place in laid.places.items():
        yield _box(story, story["nodes"][n], place)


def _box(
    story: Story,
    node: Node,
    place: Place,
) -> str:
    """A scene with its recap and what can still be earned, or an ending with its title."""
    scene = story["scenes"][node["scene"]]
    ending = scene["ending"]
    words, tone = plain(scene["recap"]), ""
    about = f"V {node['best']}, v {node['worst']}"
    if ending:
        words, tone = ending["title"], ending["tone"]
        about = f"Ending ({tone})"
    rows = {name: place.y + down for name, down in _ROWS.items()}
    return _filled(
        _BOX,
        x=place.x,
        y=place.y,
        width=WIDTH,
        height=HEIGHT,
        fill=_FILL[tone],
        indent=place.x + _INDENT,
        scene=node["scene"],
        words=words,
        cut=_cut(words),
        about=about,
        **rows,
    )


def _cut(words: str) -> str:
    """As much as fits into a box."""
    if len(words) <= _LONGEST:
        return words
    return f"{words[:_LONGEST]}..."
