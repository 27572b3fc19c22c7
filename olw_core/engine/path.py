"""Conditions on the way that was gone: texts and pictures of an ending depend on them. Twin of
olw_core/player/src/engine/path.ts.

A condition is a list of lists of atoms, `scene.answer` or `!scene.answer`; it holds where every
atom of one list is true.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from olw_core.formats.compiled import Drawn, Text
from olw_core.formats.items import When

ALWAYS: When = [[]]
"""Holds whatever was chosen."""


def holds(when: When, walked: Set[str]) -> bool:
    """Whether a condition is true of what was chosen."""
    return any(_all_true(atoms, walked) for atoms in when)


def _all_true(atoms: Sequence[str], walked: Set[str]) -> bool:
    """Whether each atom is."""
    return all(_true(atom, walked) for atom in atoms)


def _true(atom: str, walked: Set[str]) -> bool:
    """A scene that was not visited is false."""
    if atom.startswith("!"):
        return atom[1:] not in walked
    return atom in walked


NO_WALK: frozenset[str] = frozenset()
"""Where nobody has walked: a text is what it is without any choice."""


def words(text: Text, walked: Set[str]) -> str:
    """The parts of a text that hold, as HTML."""
    if isinstance(text, str):
        return text
    shown = []
    for part in text:
        if holds(part.get("when", ALWAYS), walked):
            shown.append(part["html"])
    return "".join(shown)


def drawn(picture: Drawn, walked: Set[str]) -> str:
    """The file of the first choice that holds; "" where none does."""
    if isinstance(picture, str):
        return picture
    for choice in picture:
        if holds(choice.get("when", ALWAYS), walked):
            return choice["file"]
    return ""
