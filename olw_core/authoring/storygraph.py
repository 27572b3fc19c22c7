"""Draws a compiled story as one SVG: a column per step, scenes as boxes, choices as lines with their gains, endings marked."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from olw_core.authoring.compiler.bounds import branches
from olw_core.authoring.compiler.markdown import plain

WIDTH, HEIGHT, GAP_X, GAP_Y = 190, 64, 90, 26
_FILL = {"good": "#cfe3d4", "mixed": "#f4e3c8", "hard": "#e8edee", "": "#d8e6f0"}


def story_svg(module: Mapping[str, Any]) -> str:
    """The story graph of a compiled module. Gains are in units of 1/denominator points; `V` is the best total ahead."""
    story = module["story"]
    columns = _columns(story)
    places = {
        n: (20 + x * (WIDTH + GAP_X), 50 + y * (HEIGHT + GAP_Y))
        for x, column in enumerate(columns)
        for y, n in enumerate(column)
    }
    width = 40 + len(columns) * (WIDTH + GAP_X)
    height = 70 + max(len(c) for c in columns) * (HEIGHT + GAP_Y)
    lines = [line for n in places for line in _lines(story, n, places)]
    boxes = [_box(story, n, x, y) for n, (x, y) in places.items()]
    title = escape(
        f"{module['title']}: story graph, gains in 1/{story['denominator']} points"
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-label="{title}" font-family="Arial, sans-serif" font-size="12"><rect width="100%" height="100%" fill="#ffffff"/>'
        f'<text x="20" y="26" font-size="16" font-weight="bold" fill="#212b32">{title}</text>{"".join(lines)}{"".join(boxes)}</svg>\n'
    )


def _columns(story: Mapping[str, Any]) -> list[list[int]]:
    """Nodes by the longest way from the start, each column in the order of first sight."""
    depth = {story["start"]: 0}
    order = sorted(
        range(story["start"] + 1), reverse=True
    )  # every link points to a smaller index
    for n in order:
        for target in story["nodes"][n]["go"].values():
            depth[target] = max(depth.get(target, 0), depth[n] + 1)
    columns: list[list[int]] = [[] for _ in range(max(depth.values()) + 1)]
    for n in order:
        columns[depth[n]].append(n)
    return columns


def _lines(
    story: Mapping[str, Any], n: int, places: Mapping[int, tuple[int, int]]
) -> list[str]:
    node = story["nodes"][n]
    if node["item"] is None:
        return []
    item = story["items"][node["item"]]
    moves = branches(item, node["go"])
    labels = (
        [f"{o['id']} +{o['gain']}" for o in item["options"]]
        if item["type"] == "choose"
        else [f"{item['type']} 0..{item['full']}"]
    )
    x, y = places[n]
    drawn = []
    for i, ((_, gain, _, target), label) in enumerate(zip(moves, labels, strict=True)):
        start_x, start_y = x + WIDTH, y + HEIGHT * (i + 1) / (len(labels) + 1)
        end_x, end_y = places[target][0], places[target][1] + HEIGHT / 2
        best = gain + story["nodes"][target]["best"] == node["best"]
        drawn.append(
            f'<path d="M{start_x} {start_y:.0f}C{start_x + 45} {start_y:.0f} {end_x - 45} {end_y:.0f} {end_x} {end_y:.0f}" fill="none" '
            f'stroke="{"#007f3b" if best else "#768692"}" stroke-width="{2 if best else 1.2}"/>'
            f'<text x="{start_x + 6}" y="{start_y - 3:.0f}" font-size="11" fill="#212b32">{escape(label)}</text>'
        )
    return drawn


def _box(story: Mapping[str, Any], n: int, x: int, y: int) -> str:
    node = story["nodes"][n]
    scene = story["scenes"][node["scene"]]
    ending = scene["ending"]
    second = (
        f"Ending ({ending['tone']})"
        if ending
        else f"V {node['best']}, v {node['worst']}"
    )
    words = ending["title"] if ending else plain(scene["recap"])
    return (
        f'<g><title>{escape(words)}</title><rect x="{x}" y="{y}" width="{WIDTH}" height="{HEIGHT}" rx="6" '
        f'fill="{_FILL[ending["tone"] if ending else ""]}" stroke="#425563"/>'
        f'<text x="{x + 8}" y="{y + 18}" font-weight="bold" fill="#212b32">{escape(node["scene"])}</text>'
        f'<text x="{x + 8}" y="{y + 36}" fill="#212b32">{escape(words[:30] + ("..." if len(words) > 30 else ""))}</text>'
        f'<text x="{x + 8}" y="{y + 54}" fill="#425563">{escape(second)}</text></g>'
    )
