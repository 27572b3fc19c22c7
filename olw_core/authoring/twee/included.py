"""Passages that are shown inside others: their parts stand where they are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from olw_core.authoring.twee.parts import If, Include, Note, Part
from olw_core.errors import OlwError

_MOST_PARTS = 2000
"""Of a passage with those shown inside it."""


def resolved(
    parts: Sequence[Part], inner: Sequence[tuple[str, Sequence[Part]]]
) -> list[Part]:
    """With the parts of other passages where they are shown. `inner`: their names and parts."""
    known = dict(inner)
    found: list[Part] = []
    for part in parts:
        if isinstance(part, If):
            branches = [
                replace(one, parts=resolved(one.parts, inner)) for one in part.branches
            ]
            found.append(replace(part, branches=tuple(branches)))
        elif not isinstance(part, Include):
            found.append(part)
        elif part.target in known:
            others = [one for one in inner if one[0] != part.target]
            found += resolved(known[part.target], others)
        else:
            why = "shows a passage that is not there, or that shows itself"
            found.append(
                Note(
                    part.target,
                    why,
                    part.line,
                )
            )
    if len(found) > _MOST_PARTS:
        raise OlwError(
            "twee-too-long",
            "Passages that are shown inside others make one passage too long to be read."
            " Write it out in Twine.",
        )
    return found
