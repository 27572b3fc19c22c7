"""Checks the shape of an authored module: fields, types, lengths; every fault with what
to do about it."""

from __future__ import annotations

from marshmallow import ValidationError

from olw_core.authoring.authored import Module
from olw_core.authoring.compiler.problems import Problems
from olw_core.authoring.schema import ModuleSchema
from olw_core.authoring.schema_fields import flatten

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
OTHERWISE = "docs/authors.md shows every field."


def load_shapes(problems: Problems) -> Module:
    """The module with defaults filled in. Raises ContentError with every fault of shape."""
    loaded: Module
    try:
        loaded = ModuleSchema().load(problems.source.data)
    except ValidationError as error:
        for path, message in flatten(error.messages):
            problem, remedy = REMEDIES.get(message, (message, OTHERWISE))
            problems.error(
                "shape",
                path,
                problem,
                remedy,
            )
        problems.stop_if_failed()
    return loaded
