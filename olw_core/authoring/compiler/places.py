"""Where things stand in an authored module: paths of names, and lines of files."""

from __future__ import annotations

FieldPath = tuple[str | int, ...]
"""The names and numbers that lead to a value, from the top of the module."""

Place = tuple[str, int]
"""(file, line)."""


def dotted(path: FieldPath) -> str:
    """A path as authors read it: story.scenes.gate."""
    return ".".join(str(part) for part in path)


def at_scene(scene_id: str, *below: str | int) -> FieldPath:
    """The path of a scene of the story, or of something in it."""
    return ("story", "scenes", scene_id, *below)


def at_item(scene_id: str, *below: str | int) -> FieldPath:
    """The path of a scene's item, or of something in it."""
    return ("story", "scenes", scene_id, "item", *below)


def at_variant(card_id: str, letter: str, *below: str | int) -> FieldPath:
    """The path of one wording of a return card, or of something in it."""
    return ("cards", card_id, "variants", letter, *below)
