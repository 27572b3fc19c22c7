"""Validates what the handlers take in against the play protocol's schemas (olw_core.protocol)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError

from olw_xblock.errors import RequestError


def load(schema: type[Schema], data: object) -> dict[str, Any]:
    """The validated fields. Raises RequestError (`request-invalid`) naming the first field at fault."""
    try:
        if not isinstance(data, Mapping):
            raise ValidationError({"_schema": ["Not an object."]})
        return dict(schema().load(data))
    except ValidationError as error:
        name, problem = first_problem(error)
        raise RequestError(
            "request-invalid",
            400,
            f"The field '{name}' cannot be used: {problem} Reload the page and try again.",
        ) from None


def first_problem(error: ValidationError) -> tuple[str, str]:
    """(field name, one sentence) of a validation error."""
    messages = error.messages_dict
    name = sorted(messages)[0]
    found = messages[name]
    return str(name)[:40], str(found[0] if isinstance(found, list) else found)
