"""What an SVG may hold where we take one: the elements, attributes and values that draw.

Scene pictures (`authoring/compiler/pictures.py`) take the fewest elements, a trust's logo
takes more. Anything not named here is refused: the next spelling outwits a list of what
is forbidden.
"""

from __future__ import annotations

NAMESPACE = "http://www.w3.org/2000/svg"


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


PICTURE_ELEMENTS = _names(
    """
    svg g title defs path rect circle ellipse line polyline polygon
    linearGradient stop clipPath
    """
)

LOGO_ELEMENTS = PICTURE_ELEMENTS | _names(
    """
    desc text tspan radialGradient use symbol mask
    """
)

# No stroke-dasharray: dashes of a thousandth of a pixel along a line hold a browser
# for minutes.
STYLES = _names(
    """
    clip-path clip-rule color display dominant-baseline fill fill-opacity fill-rule
    font-family font-size font-style font-weight letter-spacing mask opacity overflow
    stop-color stop-opacity stroke stroke-linecap stroke-linejoin stroke-miterlimit
    stroke-opacity stroke-width text-anchor transform visibility word-spacing
    """
)
"""What may stand in a style attribute, and as an attribute too."""

ATTRIBUTES = STYLES | _names(
    """
    id version baseProfile viewBox width height x y x1 y1 x2 y2 cx cy r rx ry fx fy fr d
    points dx dy offset href style gradientUnits gradientTransform spreadMethod
    clipPathUnits maskUnits maskContentUnits preserveAspectRatio rotate textLength
    lengthAdjust pathLength
    """
)

FUNCTIONS = _names(
    """
    rgb rgba hsl hsla matrix translate scale rotate skewX skewY url
    """
)
"""What may be called in the value of an attribute or a style."""


def is_event(attribute: str) -> bool:
    """Whether an attribute, named without its namespace, carries a script."""
    return attribute.lower().startswith("on")
