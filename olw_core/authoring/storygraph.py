"""Draws a compiled story as one SVG: scenes as boxes, choices as lines, endings marked, with a
legend.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from string import Template
from typing import Any, NamedTuple

from olw_core.authoring.compiler.markdown import plain
from olw_core.authoring.storylayout import (
    LEFT,
    WIDTH,
    Box,
    Corner,
    Layout,
    Story,
    Way,
    layout,
    scenes,
    states,
)

_STRAIGHT = 68
"""How far a line goes on straight before it bends: as far as the words on it may reach."""
_BEND = 30
_LONGEST = 22
"""Characters that fit into a box, and its scene's name in bold."""
_LABEL_LONGEST = 12
"""Characters that fit between two boxes."""
_INDENT = 8
_ROWS = {"first": 18, "second": 36, "third": 54}
"""How far below its top a box has its lines of words."""
_FILL = {"good": "#cfe3d4", "mixed": "#f4e3c8", "hard": "#e8edee", "": "#d8e6f0"}
"""The ground of a box, by the tone of its ending, or "" where the story goes on."""

_GRAPH = Template(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 $width $height"'
    ' width="$width" height="$height" role="$role" aria-label="$title"'
    ' font-family="Arial, sans-serif" font-size="12">'
    '<rect width="100%" height="100%" fill="#ffffff"/>'
    '<text x="20" y="26" font-size="16" font-weight="bold" fill="#212b32">$title</text>'
)
_LINE = Template(
    '<path d="M$x ${y}H${from_x}C$x1 $y $x2 $end_y $end_x $end_y" fill="none"'
    ' stroke="$colour" stroke-width="$thick"/>'
)
_LABEL = Template(
    '<text x="$x" y="$y" font-size="11" fill="#212b32" stroke="#ffffff" stroke-width="3"'
    ' paint-order="stroke">$words</text>'
)
_KEY = Template(
    '<rect x="$x" y="$y" width="14" height="14" rx="3" fill="$fill" stroke="#425563"/>'
    '<text x="$beside" y="$line" fill="#212b32">$words</text>'
)
_BOX = Template(
    "<title>$whole: $words</title>"
    '<rect x="$x" y="$y" width="$width" height="$height" rx="6"'
    ' fill="$fill" stroke="#425563"/>'
    '<text x="$indent" y="$first" font-weight="bold" fill="#212b32">$scene</text>'
    '<text x="$indent" y="$second" fill="#212b32">$cut</text>'
    '<text x="$indent" y="$third" fill="#425563">$about</text>'
)
_LINK = Template('<a href="#jump-$scene">')


class _Look(NamedTuple):
    """Of a line."""

    colour: str
    thick: float


_BEST = _Look("#007f3b", 2)
_OTHER = _Look("#768692", 1.2)


_LEGEND = (
    (_FILL[""], "scene"),
    (_FILL["good"], "good ending"),
    (_FILL["mixed"], "mixed ending"),
    (_FILL["hard"], "hard ending"),
)
_KEY_WIDTH = 120


def story_svg(
    module: Mapping[str, Any],
    *,
    opened: bool = False,
    links: bool = False,
) -> str:
    """The story graph of a compiled module: a box for each scene.

    `opened`: a box for each state of a scene, with the gains, in units of 1/denominator points.
    `V` is the best total ahead, `v` the worst. `links`: each box leads to `#jump-` and its scene.
    """
    story = module["story"]
    boxes = states(story) if opened else scenes(story)
    laid = layout(boxes)
    title = f"{module['title']}: story graph"
    if opened:
        title += f", gains in 1/{story['denominator']} points"
    role = "group" if links else "img"
    graph = _filled(
        _GRAPH,
        title=title,
        role=role,
        width=max(laid.width, LEFT + len(_LEGEND) * _KEY_WIDTH),
        height=laid.height,
    )
    pieces = [graph, *_lines(boxes, laid)]
    for n, place in laid.places.items():
        box = _box(
            story,
            boxes[n],
            place,
            links,
        )
        pieces.append(box)
    pieces += [*_legend(laid.height), "</svg>\n"]
    return "".join(pieces)


def _legend(height: int) -> Iterator[str]:
    """What the colours mean, at the bottom."""
    x, y = LEFT, height - 56
    for fill, words in _LEGEND:
        yield _filled(
            _KEY,
            x=x,
            y=y,
            fill=fill,
            beside=x + 20,
            line=y + 12,
            words=words,
        )
        x += _KEY_WIDTH
    about = "Green: keeps the best total. V, v: the best and the worst total ahead. x2: two states."
    yield _label(LEFT - 6, y + 40, about)


def _filled(piece: Template, **values: object) -> str:
    """A piece of the drawing with these values, escaped."""
    escaped = {}
    for name, value in values.items():
        escaped[name] = escape(str(value))
    return piece.substitute(escaped)


def _lines(boxes: Mapping[int, Box], laid: Layout) -> Iterator[str]:
    """The lines that leave each box, spread over its right side; then their labels, on top."""
    labels = []
    for n, place in laid.places.items():
        ways = boxes[n].ways
        x = place.x + WIDTH
        gaps = len(ways) + 1
        for count, (target, way) in enumerate(ways.items(), 1):
            y = place.y + place.height * count / gaps
            look = _BEST if way.best else _OTHER
            yield _line(x, y, laid.places[target], look)
            labels.append(_label(x, y, _written(way)))
    yield from labels


def _written(way: Way) -> str:
    """What fits on a way."""
    words = ", ".join(sorted(way.labels))
    if len(words) > _LABEL_LONGEST:
        letters = sorted(label.split()[0] for label in way.labels)
        words = ", ".join(letters)
    return words


def _line(
    x: int,
    y: float,
    to: Corner,
    look: _Look,
) -> str:
    """From a box to the middle of another's left side."""
    middle = to.y + to.height / 2
    bend = x + _STRAIGHT
    return _filled(
        _LINE,
        x=x,
        y=f"{y:.0f}",
        from_x=bend,
        x1=bend + _BEND,
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
    above = y - 4
    return _filled(_LABEL, x=x + 6, y=f"{above:.0f}", words=words)


def _box(
    story: Story,
    box: Box,
    place: Corner,
    links: bool,
) -> str:
    """A scene with its recap and what can still be earned, or an ending with its title."""
    scene = story["scenes"][box.scene]
    ending = scene["ending"]
    words, tone = plain(scene["recap"]), ""
    about = f"V {box.most}, v {box.least}"
    if ending:
        words, tone = ending["title"], ending["tone"]
        about = f"Ending ({tone})"
    if box.states > 1:
        about += f" x{box.states}"
    rows = {name: place.y + down for name, down in _ROWS.items()}
    drawn = _filled(
        _BOX,
        x=place.x,
        y=place.y,
        width=WIDTH,
        height=place.height,
        fill=_FILL[tone],
        indent=place.x + _INDENT,
        whole=box.scene,
        scene=_cut(box.scene, _LONGEST - 4),
        words=words,
        cut=_cut(words, _LONGEST),
        about=about,
        **rows,
    )
    if links:
        return _filled(_LINK, scene=box.scene) + f"{drawn}</a>"
    return f"<g>{drawn}</g>"


def _cut(words: str, longest: int) -> str:
    """As much as fits into a box."""
    if len(words) <= longest:
        return words
    return f"{words[: longest - 3]}..."
