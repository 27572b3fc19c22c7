"""The words a person's `look` may use, and their colours: one table for the schema and the
portrait."""

from __future__ import annotations

from typing import NamedTuple

SKIN = (
    "#f6d7c3",
    "#e9bd9a",
    "#cf9a72",
    "#a9734a",
    "#7d4f2f",
    "#553321",
)
"""Skin 1 (lightest) to 6 (darkest)."""

HAIR = (
    "short",
    "long",
    "bun",
    "curly",
    "locs",
    "bald",
    "bob",
    "grey_bob",
    "headscarf",
    "turban",
)
HAIR_COLOURS = {
    "black": "#26201d",
    "brown": "#5b3a24",
    "fair": "#c9a15a",
    "red": "#a2502c",
    "grey": "#8f959b",
    "white": "#d8dadd",
}
WEAR = {
    "green": "#3d7a57",
    "blue": "#2f6fb0",
    "navy": "#24406e",
    "white": "#f2f4f6",
    "teal": "#2f7f86",
    "purple": "#6b4c8a",
    "hivis": "#e6c229",
    "shirt": "#b9cbdc",
    "jumper": "#a3684a",
}
AIDS = ("wheelchair", "hearing_aid", "stick")

PLAIN = "plain"
"""The mood of who speaks without one."""


class Face(NamedTuple):
    """How a mood is drawn."""

    mouth: str
    """smile, flat or down."""
    brows: str
    """rest, raised or knit."""


MOODS = {
    PLAIN: Face("flat", "rest"),
    "warm": Face("smile", "rest"),
    "worried": Face("flat", "raised"),
    "hurt": Face("down", "raised"),
    "cross": Face("down", "knit"),
}
"""What may stand in brackets behind a speaker."""
