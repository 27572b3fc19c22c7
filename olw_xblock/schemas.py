"""What the handlers take in: one marshmallow schema per handler of the play protocol.

Field rules only; whether an answer fits the story is the engine's matter. Unknown fields are refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from olw_xblock.errors import RequestError

_SHORT = validate.Length(max=100)


class RespondSchema(Schema):
    """`respond`: the answer to a decision of the story."""

    attempt = fields.Integer(required=True, strict=True)
    step = fields.Integer(required=True, strict=True)
    response = fields.String(required=True, validate=_SHORT)


class RetrySchema(Schema):
    """`retry`: the next attempt, keeping the first `step` decisions."""

    attempt = fields.Integer(required=True, strict=True)
    step = fields.Integer(required=True, strict=True)


class PlanSchema(Schema):
    """`plan`: ids of the if-then plan; all optional."""

    cue = fields.String(load_default="", validate=_SHORT)
    action = fields.String(load_default="", validate=_SHORT)
    stop = fields.String(load_default="", validate=_SHORT)
    before = fields.Integer(load_default=0, strict=True)
    now = fields.Integer(load_default=0, strict=True)


class CardSchema(Schema):
    """`card`: asks for a return card, or answers it when there is a response."""

    card = fields.String(required=True, validate=_SHORT)
    variant = fields.String(load_default=None, validate=_SHORT)
    response = fields.String(load_default=None, validate=_SHORT)


def load(schema: type[Schema], data: object) -> dict[str, Any]:
    """The validated fields. Raises RequestError (`request-invalid`) naming the first field at fault."""
    try:
        if not isinstance(data, Mapping):
            raise ValidationError({"_schema": ["Not an object."]})
        return dict(schema().load(data))
    except ValidationError as error:
        name, problem = first_problem(error)
        raise RequestError(
            "request-invalid", 400, f"The field '{name}' cannot be used: {problem} Reload the page and try again."
        ) from None


def first_problem(error: ValidationError) -> tuple[str, str]:
    """(field name, one sentence) of a validation error."""
    messages = error.messages_dict
    name = sorted(messages)[0]
    found = messages[name]
    return str(name)[:40], str(found[0] if isinstance(found, list) else found)
