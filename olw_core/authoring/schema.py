"""The marshmallow schemas of the authoring format (docs/developers/formats.md, section 1): shapes and types.

What needs the whole story (links, cycles, bounds, wording) is checked by `olw_core.authoring.compiler`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from olw_core.authoring.compiler.looks import AIDS, HAIR, HAIR_COLOURS, WEAR
from olw_core.authoring.schema_fields import (
    Conditional,
    Named,
    Strict,
    optional_text,
    words,
)

MODULE_ID = validate.Regexp(
    r"\A[a-z][a-z0-9_]{0,19}\Z", error="Use small letters, digits and _, at most 20."
)
SCENE_ID = validate.Regexp(
    r"\A[a-z0-9_]{1,40}\Z", error="Use small letters, digits and _."
)
LETTER = validate.Regexp(
    r"\A[a-z0-9]\Z", error="Use one character, a-z or 0-9 (SCORM 1.2 allows no more)."
)
NAME = validate.Regexp(
    r"\A[a-z][a-z0-9_]{0,29}\Z", error="Use small letters, digits and _."
)
MODES = ("in person", "remote", "hybrid")
TONES = ("good", "mixed", "hard")


class FeedbackSchema(Strict):
    consequence = words()
    why = words()
    other = words()


class BandsSchema(Strict):
    full = fields.Nested(FeedbackSchema, required=True)
    part = fields.Nested(FeedbackSchema, required=True)
    low = fields.Nested(FeedbackSchema, required=True)


class SettingSchema(Strict):
    role = fields.String()
    place = fields.String()
    mode = fields.String(validate=validate.OneOf(MODES))


class ChoiceSchema(Strict):
    """An option of a `choose` item in a story."""

    class Meta(Strict.Meta):
        include = {"if": fields.String(load_default="")}

    text = words()
    weight = fields.Integer(
        strict=True, validate=validate.Range(0, 3), load_default=None
    )
    protects = optional_text()
    costs = optional_text()
    feedback = fields.Nested(FeedbackSchema, required=True)
    set = Named(
        keys=fields.String(validate=NAME), values=fields.Raw(), load_default=dict
    )
    go = Conditional("to", bare_parts=False, required=True)


class CardChoiceSchema(Strict):
    text = words()
    weight = fields.Integer(strict=True, validate=validate.Range(0, 3), required=True)
    protects = optional_text()
    costs = optional_text()
    feedback = fields.Nested(FeedbackSchema, required=True)


class LineSchema(Strict):
    text = words()


class ChooseSchema(Strict):
    type = fields.String(required=True)
    prompt = words()
    points = fields.Integer(strict=True, validate=validate.Range(0, 12), load_default=3)
    tests = fields.List(fields.String(), load_default=list)
    options = Named(
        keys=fields.String(validate=LETTER),
        values=fields.Nested(ChoiceSchema),
        required=True,
        validate=validate.Length(min=2, max=9),
    )


class KeyedSchema(Strict):
    """What pick, rank and rate have in common."""

    type = fields.String(required=True)
    prompt = words()
    points = fields.Integer(strict=True, validate=validate.Range(1, 12), load_default=3)
    tests = fields.List(fields.String(), load_default=list)
    options = Named(
        keys=fields.String(validate=LETTER),
        values=fields.Nested(LineSchema),
        required=True,
        validate=validate.Length(min=2, max=9),
    )
    feedback = fields.Nested(BandsSchema, required=True)
    go = Conditional("to", bare_parts=False, required=True)


class PickSchema(KeyedSchema):
    k = fields.Integer(strict=True, required=True, validate=validate.Range(1, 8))
    key = fields.List(fields.String(), required=True)


class RankSchema(KeyedSchema):
    key = fields.List(fields.Raw(), required=True)
    options = Named(
        keys=fields.String(validate=LETTER),
        values=fields.Nested(LineSchema),
        required=True,
        validate=validate.Length(min=2, max=6),
    )


class RateSchema(KeyedSchema):
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
        self, value: Any, attr: str | None, data: Any, **kwargs: Any
    ) -> Any:
        kind = value.get("type") if isinstance(value, Mapping) else None
        if kind not in ITEM_SCHEMAS:
            raise ValidationError({"type": ["Write one of: choose, pick, rank, rate."]})
        return ITEM_SCHEMAS[kind]().load(value)


class EndingSchema(Strict):
    title = words(max=80)
    tone = fields.String(required=True, validate=validate.OneOf(TONES))


class PictureSchema(Strict):
    file = fields.String(
        required=True,
        validate=validate.Regexp(
            r"\A[a-z0-9_-]+\.svg\Z", error="Name an .svg file in media/."
        ),
    )
    alt = optional_text(max=200)
    decorative = fields.Boolean(load_default=False)


class SceneSchema(Strict):
    tag = fields.String(
        load_default="",
        validate=validate.Regexp(
            r"\A([A-Za-z0-9]{2})?\Z", error="Two characters A-Z a-z 0-9."
        ),
    )
    setting = fields.Nested(SettingSchema, load_default=dict)
    picture = fields.Nested(PictureSchema, load_default=None)
    recap = optional_text(max=200)
    text = Conditional("text", bare_parts=True, required=True)
    item = ItemField(load_default=None)
    ending = fields.Nested(EndingSchema, load_default=None)


class StorySchema(Strict):
    setting = fields.Nested(SettingSchema, required=True)
    start = fields.String(required=True)
    scenes = Named(
        keys=fields.String(validate=SCENE_ID),
        values=fields.Nested(SceneSchema),
        required=True,
        validate=validate.Length(min=1, max=80),
    )


class LookSchema(Strict):
    skin = fields.Integer(strict=True, required=True, validate=validate.Range(1, 6))
    hair = fields.String(required=True, validate=validate.OneOf(HAIR))
    hair_colour = fields.String(
        load_default="brown", validate=validate.OneOf(tuple(HAIR_COLOURS))
    )
    wear = fields.String(required=True, validate=validate.OneOf(tuple(WEAR)))
    glasses = fields.Boolean(load_default=False)
    beard = fields.Boolean(load_default=False)
    older = fields.Boolean(load_default=False)
    aid = fields.String(load_default="", validate=validate.OneOf(("", *AIDS)))


class PersonSchema(Strict):
    name = words(max=60)
    role = words(max=60)
    look = fields.Nested(LookSchema, load_default=None)


class PlanSchema(Strict):
    cues = Named(
        keys=fields.String(validate=LETTER),
        values=words(max=160),
        required=True,
        validate=validate.Length(min=1),
    )
    actions = Named(
        keys=fields.String(validate=LETTER),
        values=words(max=160),
        required=True,
        validate=validate.Length(min=1),
    )


class CardVariantSchema(Strict):
    setting = fields.Nested(SettingSchema, required=True)
    text = words()
    prompt = words()
    options = Named(
        keys=fields.String(validate=LETTER),
        values=fields.Nested(CardChoiceSchema),
        required=True,
        validate=validate.Length(min=2, max=5),
    )


class CardSchema(Strict):
    tag = fields.String(
        load_default="",
        validate=validate.Regexp(
            r"\A([A-Za-z0-9]{2})?\Z", error="Two characters A-Z a-z 0-9."
        ),
    )
    moment = words(max=160)
    words_to_try = words(max=300)
    variants = Named(
        keys=fields.String(validate=LETTER),
        values=fields.Nested(CardVariantSchema),
        required=True,
        validate=validate.Length(min=1, max=6),
    )


class GuideDecisionSchema(Strict):
    questions = fields.List(words(), required=True, validate=validate.Length(min=1))
    watch_for = words()


class RehearsalSchema(Strict):
    setup = words()
    lines = fields.List(words(), required=True, validate=validate.Length(min=1))
    debrief = words()


class GuideSchema(Strict):
    minutes = fields.Integer(
        strict=True, required=True, validate=validate.Range(5, 120)
    )
    purpose = words()
    opening = words()
    decisions = Named(
        keys=fields.String(), values=fields.Nested(GuideDecisionSchema), required=True
    )
    appraisal_prompt = words()
    meeting_check = fields.List(words(), required=True, validate=validate.Length(min=1))
    calling_it_out = fields.Nested(RehearsalSchema, required=True)
    close = words()


class WayOutSchema(Strict):
    title = words(max=80)
    text = words()


class ModuleSchema(Strict):
    id = fields.String(required=True, validate=MODULE_ID)
    principle = fields.String(required=True)
    version = fields.Integer(
        strict=True, required=True, validate=validate.Range(1, 9999)
    )
    lang = fields.String(
        load_default="en-GB",
        validate=validate.Regexp(r"\A[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z"),
    )
    title = words(max=60)
    summary = words(max=200)
    keywords = fields.List(words(max=60), load_default=list)
    content_note = optional_text()
    way_out = fields.Nested(WayOutSchema, load_default=None)
    reviewed_by = fields.List(words(), load_default=list)
    retired = fields.List(words(), load_default=list)
    people = Named(
        keys=fields.String(validate=NAME),
        values=fields.Nested(PersonSchema),
        load_default=dict,
    )
    variables = Named(
        keys=fields.String(validate=NAME), values=fields.Raw(), load_default=dict
    )
    story = fields.Nested(StorySchema, required=True)
    plan = fields.Nested(PlanSchema, load_default=None)
    cards = Named(
        keys=fields.String(), values=fields.Nested(CardSchema), load_default=dict
    )
    facilitator = fields.Nested(GuideSchema, load_default=None)
