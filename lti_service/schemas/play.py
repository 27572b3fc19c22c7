"""The play protocol (docs/developers/formats.md, section 7): bodies in, answers out."""

from __future__ import annotations

from typing import Any

from marshmallow import EXCLUDE, Schema, fields, validate

SHORT = validate.Length(max=40)
CONFIDENCE = validate.Range(min=0, max=5)


class Body(Schema):
    """Base of all bodies: unknown fields are ignored, so that a newer player still talks to an older service."""

    class Meta:
        unknown = EXCLUDE


class Respond(Body):
    """One answer to one step."""

    attempt = fields.Integer(required=True, strict=True)
    step = fields.Integer(required=True, strict=True)
    response = fields.String(required=True, validate=SHORT)


class Retry(Body):
    """Another way from a decision, or from the start (0)."""

    attempt = fields.Integer(required=True, strict=True)
    step = fields.Integer(required=True, strict=True)


class Plan(Body):
    """The if-then plan; each part may be left out."""

    cue = fields.String(load_default="", validate=SHORT)
    action = fields.String(load_default="", validate=SHORT)
    stop = fields.String(load_default="", validate=SHORT)
    before = fields.Integer(load_default=0, strict=True, validate=CONFIDENCE)
    now = fields.Integer(load_default=0, strict=True, validate=CONFIDENCE)


class Card(Body):
    """A return card, with the answer once there is one."""

    card = fields.String(required=True, validate=SHORT)
    variant = fields.String(load_default=None, allow_none=True, validate=SHORT)
    response = fields.String(load_default=None, allow_none=True, validate=SHORT)


class Problem(Schema):
    """A stable code and words for the learner."""

    code = fields.String(required=True)
    message = fields.String(required=True)


class Played(Schema):
    """200: the View (formats.md, section 4), and a notice where the stored record was unusual."""

    view = fields.Dict(keys=fields.String(), required=True)
    notice = fields.String()


class CardShown(Schema):
    """200: the CardView."""

    card = fields.Dict(keys=fields.String(), required=True)


class Refused(Schema):
    """4xx: why; with 409 also the View as it is now."""

    error = fields.Nested(Problem, required=True)
    view = fields.Dict(keys=fields.String())


def dump(schema: Schema, value: dict[str, Any]) -> dict[str, Any]:
    """The answer as plain JSON data."""
    made: dict[str, Any] = schema.dump(value)
    return made
