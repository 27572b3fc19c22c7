"""The schemas of decisions: options with their feedback, and the four kinds of item."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from olw_core.authoring.schema.fields import (
    NAME,
    Conditional,
    Named,
    OneOrSeveral,
    Strict,
    by_letter,
    group,
    optional_text,
    optional_whole,
    required_text,
    switch,
    whole,
)
from olw_core.authoring.schema.limits import FEWEST_OPTIONS, MOST_OPTIONS, MOST_RANKED


class FeedbackSchema(Strict):
    """What is told after an answer."""

    consequence = required_text()
    why = required_text()
    yours = optional_text()
    other = required_text()


class EchoSchema(Strict):
    """What somebody says later about a choice."""

    class Meta(Strict.Meta):
        include = {"if": fields.String(load_default="")}

    who = required_text()
    text = required_text()
    matters = optional_whole(1, 3, default=2)


class BandSchema(FeedbackSchema):
    """Feedback of pick, rank and rate, and what somebody says of it later."""

    echo = OneOrSeveral(EchoSchema)


class BandsSchema(Strict):
    """Feedback by how much an answer earned."""

    full = group(BandSchema)
    part = group(BandSchema)
    low = group(BandSchema)


class ChoiceSchema(Strict):
    """An option of a `choose` item in a story."""

    class Meta(Strict.Meta):
        include = {"if": fields.String(load_default="")}

    text = required_text()
    weight = optional_whole(0, 3, default=None)
    protects = optional_text()
    costs = optional_text()
    silent = switch()
    echo = OneOrSeveral(EchoSchema)
    feedback = group(FeedbackSchema)
    set = Named(
        keys=fields.String(validate=NAME), values=fields.Raw(), load_default=dict
    )
    go = Conditional("to", bare_parts=False)


class CardChoiceSchema(Strict):
    """An option of a return card."""

    text = required_text()
    weight = whole(0, 3)
    protects = optional_text()
    costs = optional_text()
    feedback = group(FeedbackSchema)


class LineSchema(Strict):
    """An option of pick, rank and rate."""

    text = required_text()


class ChooseSchema(Strict):
    """One option of several, each with feedback of its own."""

    type = fields.String(required=True)
    prompt = required_text()
    say = switch()
    points = optional_whole(0, 12, default=3)
    tests = fields.List(fields.String(), load_default=list)
    options = by_letter(
        fields.Nested(ChoiceSchema), least=FEWEST_OPTIONS, most=MOST_OPTIONS
    )


class KeyedSchema(Strict):
    """What pick, rank and rate have in common."""

    type = fields.String(required=True)
    prompt = required_text()
    points = optional_whole(1, 12, default=3)
    tests = fields.List(fields.String(), load_default=list)
    options = by_letter(
        fields.Nested(LineSchema), least=FEWEST_OPTIONS, most=MOST_OPTIONS
    )
    feedback = group(BandsSchema)
    go = Conditional("to", bare_parts=False)


class PickSchema(KeyedSchema):
    """`k` options of several; the key names them."""

    k = whole(1, MOST_OPTIONS - 1)
    key = fields.List(fields.String(), required=True)


class RankSchema(KeyedSchema):
    """An order; in the key a list stands for options that tie."""

    key = fields.List(fields.Raw(), required=True)
    options = by_letter(
        fields.Nested(LineSchema), least=FEWEST_OPTIONS, most=MOST_RANKED
    )


class RateSchema(KeyedSchema):
    """A number from 1 to 4 for each option."""

    key = Named(
        keys=fields.String(),
        values=fields.Integer(strict=True, validate=validate.Range(1, 4)),
        required=True,
    )


ITEM_SCHEMAS: dict[str, type[Schema]] = {
    "choose": ChooseSchema,
    "pick": PickSchema,
    "rank": RankSchema,
    "rate": RateSchema,
}


class ItemField(fields.Field[Any]):
    """An item: its `type` decides its schema."""

    def _deserialize(
        self,
        value: Any,
        attr: str | None,
        data: Any,
        **kwargs: Any,
    ) -> Any:
        kind = value.get("type") if isinstance(value, Mapping) else None
        if kind not in ITEM_SCHEMAS:
            raise ValidationError({"type": ["Write one of: choose, pick, rank, rate."]})
        schema = ITEM_SCHEMAS[kind]()
        return schema.load(value)
