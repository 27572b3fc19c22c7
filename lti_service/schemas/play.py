"""The play protocol (docs/developers/formats.md, section 7): bodies in, answers out."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from marshmallow import Schema, fields, validate

from olw_core.cohort.stops import STOPS
from olw_core.play.bodies import Card, Plan, Respond, Retry

__all__ = [
    "Card",
    "CardShown",
    "Language",
    "PlanCall",
    "Played",
    "Problem",
    "Refused",
    "Respond",
    "Retry",
    "dump",
]


class PlanCall(Plan):
    """The plan, and what would stop the learner where they ask to have that counted."""

    stop = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.OneOf(list(STOPS)),
    )


class Language(Schema):
    """The language in which the learner reads on, as a tag."""

    lang = fields.String(required=True)


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


def dump(schema: type[Schema], value: Mapping[str, object]) -> object:
    """The answer as plain JSON data."""
    made: object = _made(schema).dump(value)
    return made


@functools.cache
def _made(schema: type[Schema]) -> Schema:
    """Made once: to make one copies all its fields, and to dump keeps nothing in it."""
    return schema()
