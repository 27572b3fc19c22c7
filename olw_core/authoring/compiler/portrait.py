"""Draws a person's portrait from their `look`: one small, flat, decorative SVG in one
style for all modules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from olw_core.authoring.authored.module import Look
from olw_core.authoring.schema.looks import HAIR_COLOURS, MOODS, PLAIN, SKIN, WEAR

_INK = "#212b32"
_FABRIC = {"headscarf": "#7a5c8e", "turban": "#2f6f6b"}
_FRAME = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"'
    ' aria-hidden="true" focusable="false">'
)

_GROUND = '<rect width="64" height="64" rx="32" fill="#e8edee"/>'
_CHAIR = (
    '<g fill="none" stroke="#425563" stroke-width="3" stroke-linecap="round">'
    '<path d="M12 40v24M52 40v24"/></g>'
)
_HIVIS = (
    '<path d="M10 64c0-5 1-9 4-12l8 12zM54 64c0-5-1-9-4-12l-8 12z" fill="#fff"'
    ' opacity=".75"/>'
)
_EYES = (
    f'<g fill="{_INK}"><circle cx="27.5" cy="28" r="1.4"/>'
    '<circle cx="36.5" cy="28" r="1.4"/></g>'
)
_MOUTHS = {
    "smile": "M28 35q4 3 8 0",
    "flat": "M28.5 36h7",
    "down": "M28 37q4-3 8 0",
}
_BROWS = {
    "rest": "M25 23.5h4M35 23.5h4",
    "raised": "M25 24l4-2.5M35 21.5l4 2.5",
    "knit": "M25 22l4.5 2M34.5 24l4.5-2",
}
_GLASSES = (
    f'<g fill="none" stroke="{_INK}" stroke-width="1.2"><circle cx="27" cy="28" r="4"/>'
    '<circle cx="37" cy="28" r="4"/><path d="M31 28h2"/></g>'
)
_LINES = (
    '<path d="M24 22q3-1.5 6 0M34 22q3-1.5 6 0M23.5 33l1.5 2M40.5 33l-1.5 2" fill="none"'
    f' stroke="{_INK}" stroke-width=".7" opacity=".5"/>'
)
_AIDS = {
    "": "",
    "wheelchair": "",  # drawn behind the person
    "hearing_aid": (
        '<path d="M44 26q4-1 3 4t-3 4" fill="none" stroke="#005eb8" stroke-width="2"'
        ' stroke-linecap="round"/>'
    ),
    "stick": (
        '<path d="M54 64V46q0-4-4-4" fill="none" stroke="#7c5c3e" stroke-width="2.5"'
        ' stroke-linecap="round"/>'
    ),
}

_BODY = "M10 64c0-13 9-19 22-19s22 6 22 19z"
_NECK = "M26 38h12v8c0 4-12 4-12 0z"
_BEARD = "M20 29c0 10 5 15 12 15s12-5 12-15c-2 5-6 6-12 6s-10-1-12-6z"

_CAP = (
    '<path d="M19.5 27c-1-12 6-16 12.5-16s13.5 4 12.5 16c-2-6-6-9-12.5-9s-10.5 3-12.5 9z"'
    ' fill="{colour}"/>'
)
_LONG = '<path d="M18 26c0-11 6-16 14-16s14 5 14 16v18H18z" fill="{colour}"/>'
_BOB = '<path d="M18 26c0-11 6-16 14-16s14 5 14 16v10H18z" fill="{colour}"/>'
_BUN = '<circle cx="32" cy="10" r="6" fill="{colour}"/>'
_SCARF_BEHIND = (
    '<path d="M16 30c0-14 7-20 16-20s16 6 16 20c0 9-3 16-7 19H23c-4-3-7-10-7-19z"'
    ' fill="{colour}"/>'
)
_SCARF = (
    '<path d="M20 26c1-9 6-12 12-12s11 3 12 12c2-11-4-16-12-16s-14 5-12 16z"'
    ' fill="{colour}"/>'
)
_TURBAN = (
    '<path d="M18 24c-2-10 5-16 14-16s16 6 14 16c-6-5-9-6-14-6s-8 1-14 6z'
    'M30 9l10 12-8-4z" fill="{colour}"/>'
)
_BUMPS = (
    '<circle cx="20" cy="22" r="5.5" fill="{colour}"/>'
    '<circle cx="24" cy="15" r="5.5" fill="{colour}"/>'
    '<circle cx="32" cy="12" r="5.5" fill="{colour}"/>'
    '<circle cx="40" cy="15" r="5.5" fill="{colour}"/>'
    '<circle cx="44" cy="22" r="5.5" fill="{colour}"/>'
)
_LOCS = (
    '<rect x="16" y="20" width="4" height="22" rx="2" fill="{colour}"/>'
    '<rect x="19.5" y="20" width="4" height="22" rx="2" fill="{colour}"/>'
    '<rect x="40.5" y="20" width="4" height="22" rx="2" fill="{colour}"/>'
    '<rect x="44" y="20" width="4" height="22" rx="2" fill="{colour}"/>'
)


class _Hair(NamedTuple):
    """What is drawn behind the head and before it; `{colour}` stands for the colour."""

    behind: str
    before: str


_STYLES = {
    "short": _Hair("", _CAP),
    "long": _Hair(_LONG, _CAP),
    "bun": _Hair(_BUN, _CAP),
    "curly": _Hair(_BUMPS, _CAP),
    "locs": _Hair(_LOCS, _CAP),
    "bald": _Hair("", ""),
    "bob": _Hair(_BOB, _CAP),
    "grey_bob": _Hair(_BOB, _CAP),
    "headscarf": _Hair(_SCARF_BEHIND, _SCARF),
    "turban": _Hair("", _TURBAN),
}


def portrait(look: Look) -> str:
    """SVG text, viewBox 0 0 64 64, hidden from assistive technology.

    The person's name stands beside it.
    """
    return f"{_FRAME}{''.join(_parts(look))}</svg>"


def _parts(look: Look) -> Iterator[str]:
    """What is drawn, from the back to the front."""
    skin = SKIN[look["skin"] - 1]
    colour = _hair_colour(look)
    hair = _STYLES[look["hair"]]
    yield _GROUND
    if look["aid"] == "wheelchair":
        yield _CHAIR
    yield hair.behind.format(colour=colour)
    yield _path(_BODY, WEAR[look["wear"]])
    if look["wear"] == "hivis":
        yield _HIVIS
    yield _path(_NECK, skin)
    yield f'<ellipse cx="32" cy="28" rx="12" ry="14" fill="{skin}"/>'
    if look["beard"]:
        yield _path(_BEARD, colour)
    yield hair.before.format(colour=colour)
    yield _EYES
    yield _face()
    if look["glasses"]:
        yield _GLASSES
    if look["older"]:
        yield _LINES
    yield _AIDS[look["aid"]]


def _face() -> str:
    """Every mouth and brow, one above the other: the page shows those of a mood.

    Each has the moods that it belongs to as classes; a page without our style sees the plain face.
    """
    mouths = [_feature("mouth", name, line) for name, line in _MOUTHS.items()]
    brows = [_feature("brows", name, line) for name, line in _BROWS.items()]
    lines = "".join(mouths + brows)
    return (
        f'<g fill="none" stroke="{_INK}" stroke-width="1.4" stroke-linecap="round">'
        f"{lines}</g>"
    )


def _feature(part: Literal["mouth", "brows"], name: str, line: str) -> str:
    """One mouth, or one pair of brows; drawn only if the plain face has it."""
    moods = []
    for mood, face in MOODS.items():
        if getattr(face, part) == name:
            moods.append(mood)
    hidden = "" if PLAIN in moods else ' display="none"'
    classes = " ".join([part, *moods])
    return f'<path class="{classes}" d="{line}"{hidden}/>'


def _hair_colour(look: Look) -> str:
    """The colour of the hair, or of what is worn over it; a beard has the same."""
    if look["hair"] in _FABRIC:
        return _FABRIC[look["hair"]]
    if look["hair"] == "grey_bob":
        return HAIR_COLOURS["grey"]
    return HAIR_COLOURS[look["hair_colour"]]


def _path(line: str, colour: str) -> str:
    """One filled shape."""
    return f'<path d="{line}" fill="{colour}"/>'
