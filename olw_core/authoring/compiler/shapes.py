"""Checks the shape of an authored module: fields, types, lengths; every fault with what
to do about it."""

from __future__ import annotations

from marshmallow import ValidationError

from olw_core.authoring.authored.module import Module
from olw_core.authoring.compiler.places import FieldPath
from olw_core.authoring.compiler.problems import Problems
from olw_core.authoring.schema.fields import flatten
from olw_core.authoring.schema.module import ModuleSchema

REMEDIES = {
    "Missing data for required field.": ("This field is missing.", "Add it."),
    "Unknown field.": ("There is no such field.", "Correct the spelling or remove it."),
    "Field may not be null.": (
        "This field is empty.",
        "Write a value or remove the line.",
    ),
    "Not a valid string.": (
        "This is not a text.",
        "Put numbers, true and false in quotes.",
    ),
    "Not a valid integer.": (
        "This is not a whole number.",
        "Write a number without quotes.",
    ),
    "Not a valid boolean.": ("This is neither true nor false.", "Write true or false."),
    "Not a valid list.": (
        "This is not a list.",
        "Write it as [one, two] or as lines that begin with a dash.",
    ),
    "Not a valid mapping type.": (
        "This is not a group of fields.",
        "Write 'name: value' lines below it.",
    ),
    "Invalid input type.": (
        "This is not a group of fields.",
        "Write 'name: value' lines below it.",
    ),
}
"""marshmallow's messages -> (problem, remedy) in words for authors."""
_IN_SCENE = 4
"""Names that lead to a field of a scene."""
OTHERWISE = "docs/authors.md shows every field."


def load_shapes(problems: Problems) -> Module:
    """The module with defaults filled in. Raises ContentError with every fault of shape."""
    loaded: Module
    try:
        loaded = ModuleSchema().load(problems.source.data)
    except ValidationError as error:
        for path, message in flatten(error.messages):
            problem, remedy = told_in_words(message)
            problems.error(
                "shape",
                path,
                problem,
                _too_far_in(path, problems) or remedy,
            )
        problems.stop_if_failed()
    return loaded


def told_in_words(message: str) -> tuple[str, str]:
    """marshmallow's message as problem and remedy."""
    known_as, _, more = message.partition("\n")
    problem, remedy = REMEDIES.get(known_as, (known_as, OTHERWISE))
    return problem, f"{more}{remedy}"


def _too_far_in(path: FieldPath, problems: Problems) -> str:
    """The remedy where a field is a whole scene that slipped into the one above; or ""."""
    if path[:2] != ("story", "scenes") or len(path) != _IN_SCENE:
        return ""
    scene = problems.source.data["story"]["scenes"][path[2]]
    inner = scene.get(path[3]) if isinstance(scene, dict) else None
    if not isinstance(inner, dict) or "text" not in inner:
        return ""
    return (
        f"It looks like a scene that stands too far in: begin it below '{path[2]}', and"
        " what belongs to it two spaces further in."
    )
