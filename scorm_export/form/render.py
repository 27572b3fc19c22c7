"""The form as HTML: labels, hints, what was typed before, and each error beside its field and in
a summary on top.

Fields: what, platform, report, organisation, colour, logo (file), support_label, support_url,
problem_url, pass_mark.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from olw_core import content
from olw_core.trust import MAX_NAME, MIN_CONTRAST
from scorm_export.form.build import FieldProblem
from scorm_export.logo import MAX_PNG, MAX_SVG
from scorm_export.look import draw
from scorm_export.profiles import PROFILES
from scorm_export.trust import DEFAULT_COLOUR

TITLE = "Make a package"


class _Option(NamedTuple):
    """One of several answers: what is sent, what is read, and a line below it or ""."""

    value: str
    label: str
    hint: str = ""


_REPORTS = (
    _Option("as-platform", "What suits the platform"),
    _Option(
        "completion",
        "Completion only",
        "Best for teams that talk about the stories together.",
    ),
    _Option("score", "Completion and score"),
    _Option(
        "answers",
        "Completion, score and each choice",
        "Learners are told so before they start.",
    ),
)
_WHOLES = (
    _Option(
        "course",
        "All the stories as one course",
        "Each story has its own status, where the platform takes that.",
    ),
    _Option(
        "menu",
        "All the stories as one course with its own menu",
        "One item, for a platform that takes one item only.",
    ),
    _Option(
        "cards",
        "The return cards",
        "Short decisions to come back to after the stories.",
    ),
)


def render(
    values: Mapping[str, str] | None = None,
    errors: Sequence[FieldProblem] = (),
    action: str = "",
    extra: str = "",
    style: str = "",
) -> str:
    """The page.

    `action`: where the form is sent; `extra`: HTML of a hidden token; `style`: a style sheet's
    address, or "" to carry it inside.
    """
    title = f"Error: {TITLE}" if errors else TITLE
    return draw(
        "form.html",
        sheet=style,
        title=title,
        values=defaultdict(str, values or {}),
        errors=_by_field(errors),
        action=action,
        extra=extra,
        whats=[*_stories(), *_WHOLES],
        platforms=_platforms(),
        reports=_REPORTS,
        longest_name=MAX_NAME,
        contrast=f"{MIN_CONTRAST:g}",
        svg_kb=MAX_SVG // 1000,
        png_kb=MAX_PNG // 1000,
        default_colour=DEFAULT_COLOUR,
    )


def _by_field(errors: Sequence[FieldProblem]) -> dict[str, str]:
    """The first fault of each field, in the order of the fields."""
    first: dict[str, str] = {}
    for error in errors:
        first.setdefault(error.field, error.message)
    return first


def _stories() -> list[_Option]:
    """The stories to choose from, in the framework's order."""
    options = []
    for module_id in content.module_ids():
        module = content.load(module_id)
        options.append(_Option(module_id, module["title"], module["summary"]))
    return options


def _platforms() -> list[_Option]:
    """The platforms to choose from, in the order of profiles.py."""
    return [_Option(one.id, one.platform, one.why) for one in PROFILES.values()]
