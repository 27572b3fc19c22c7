"""Draws a person's portrait from their `look`: one small, flat, decorative SVG in one style for all modules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from olw_core.authoring.looks import HAIR_COLOURS, SKIN, WEAR

_INK = "#212b32"
_FABRIC = {"headscarf": "#7a5c8e", "turban": "#2f6f6b"}


def portrait(look: Mapping[str, Any]) -> str:
    """SVG text, viewBox 0 0 64 64, hidden from assistive technology (the name stands beside it)."""
    skin = SKIN[look["skin"] - 1]
    hair = HAIR_COLOURS["grey" if look["hair"] == "grey_bob" else look["hair_colour"]]
    hair = _FABRIC.get(look["hair"], hair)
    back, front = _hair(look["hair"], hair)
    parts = [
        '<rect width="64" height="64" rx="32" fill="#e8edee"/>',
        _chair() if look["aid"] == "wheelchair" else "",
        back,
        f'<path d="M10 64c0-13 9-19 22-19s22 6 22 19z" fill="{WEAR[look["wear"]]}"/>',
        '<path d="M10 64c0-5 1-9 4-12l8 12zM54 64c0-5-1-9-4-12l-8 12z" fill="#fff" opacity=".75"/>'
        if look["wear"] == "hivis"
        else "",
        f'<path d="M26 38h12v8c0 4-12 4-12 0z" fill="{skin}"/>',
        f'<ellipse cx="32" cy="28" rx="12" ry="14" fill="{skin}"/>',
        _beard(hair) if look["beard"] else "",
        front,
        _face(look),
        _aid(look["aid"]),
    ]
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" aria-hidden="true" focusable="false">{"".join(parts)}</svg>'


def _face(look: Mapping[str, Any]) -> str:
    parts = [
        f'<g fill="{_INK}"><circle cx="27.5" cy="28" r="1.4"/><circle cx="36.5" cy="28" r="1.4"/></g>',
        f'<path d="M28 35q4 3 8 0" fill="none" stroke="{_INK}" stroke-width="1.4" stroke-linecap="round"/>',
    ]
    if look["glasses"]:
        parts.append(
            f'<g fill="none" stroke="{_INK}" stroke-width="1.2"><circle cx="27" cy="28" r="4"/><circle cx="37" cy="28" r="4"/>'
            '<path d="M31 28h2"/></g>'
        )
    if look["older"]:
        parts.append(
            f'<path d="M24 22q3-1.5 6 0M34 22q3-1.5 6 0M23.5 33l1.5 2M40.5 33l-1.5 2" fill="none" stroke="{_INK}" '
            'stroke-width=".7" opacity=".5"/>'
        )
    return "".join(parts)


def _hair(style: str, colour: str) -> tuple[str, str]:
    """(behind the head, in front of it)."""
    cap = f'<path d="M19.5 27c-1-12 6-16 12.5-16s13.5 4 12.5 16c-2-6-6-9-12.5-9s-10.5 3-12.5 9z" fill="{colour}"/>'
    long_back = f'<path d="M18 26c0-11 6-16 14-16s14 5 14 16v18H18z" fill="{colour}"/>'
    bob_back = f'<path d="M18 26c0-11 6-16 14-16s14 5 14 16v10H18z" fill="{colour}"/>'
    bumps = "".join(
        f'<circle cx="{x}" cy="{y}" r="5.5" fill="{colour}"/>'
        for x, y in ((20, 22), (24, 15), (32, 12), (40, 15), (44, 22))
    )
    locs = "".join(
        f'<rect x="{x}" y="20" width="4" height="22" rx="2" fill="{colour}"/>'
        for x in (16, 19.5, 40.5, 44)
    )
    styles = {
        "short": ("", cap),
        "long": (long_back, cap),
        "bun": (f'<circle cx="32" cy="10" r="6" fill="{colour}"/>', cap),
        "curly": (bumps, cap),
        "locs": (locs, cap),
        "bald": ("", ""),
        "bob": (bob_back, cap),
        "grey_bob": (bob_back, cap),
        "headscarf": (
            f'<path d="M16 30c0-14 7-20 16-20s16 6 16 20c0 9-3 16-7 19H23c-4-3-7-10-7-19z" fill="{colour}"/>',
            f'<path d="M20 26c1-9 6-12 12-12s11 3 12 12c2-11-4-16-12-16s-14 5-12 16z" fill="{colour}"/>',
        ),
        "turban": (
            "",
            f'<path d="M18 24c-2-10 5-16 14-16s16 6 14 16c-6-5-9-6-14-6s-8 1-14 6zM30 9l10 12-8-4z" fill="{colour}"/>',
        ),
    }
    return styles[style]


def _beard(colour: str) -> str:
    return f'<path d="M20 29c0 10 5 15 12 15s12-5 12-15c-2 5-6 6-12 6s-10-1-12-6z" fill="{colour}"/>'


def _chair() -> str:
    return '<g fill="none" stroke="#425563" stroke-width="3" stroke-linecap="round"><path d="M12 40v24M52 40v24"/></g>'


def _aid(aid: str) -> str:
    if aid == "hearing_aid":
        return '<path d="M44 26q4-1 3 4t-3 4" fill="none" stroke="#005eb8" stroke-width="2" stroke-linecap="round"/>'
    if aid == "stick":
        return '<path d="M54 64V46q0-4-4-4" fill="none" stroke="#7c5c3e" stroke-width="2.5" stroke-linecap="round"/>'
    return ""
