"""What a browser sends in the play protocol: the same bodies in every server door.

docs/developers/formats.md, section 7. Field rules only; whether an answer fits the story is the
engine's matter. Unknown fields are refused: server and player are always of one version, and a
misspelt name must not pass in silence.
"""

from __future__ import annotations

from marshmallow import RAISE, Schema, fields, validate

SHORT = validate.Length(max=40)


class Body(Schema):
    """Base of all bodies."""

    class Meta:
        unknown = RAISE


class Retry(Body):
    """Another way from a decision of an ended attempt, or from the start (step 0)."""

    attempt = fields.Integer(required=True, strict=True)
    step = fields.Integer(required=True, strict=True)


class Respond(Retry):
    """One answer to one step of an attempt."""

    response = fields.String(required=True, validate=SHORT)


class Plan(Body):
    """The if-then plan as ids; each part may be left out."""

    cue = fields.String(load_default="", validate=SHORT)
    action = fields.String(load_default="", validate=SHORT)


class Card(Body):
    """A return card, with the answer once there is one."""

    card = fields.String(required=True, validate=SHORT)
    variant = fields.String(load_default=None, allow_none=True, validate=SHORT)
    response = fields.String(load_default=None, allow_none=True, validate=SHORT)
