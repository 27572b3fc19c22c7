"""The marshmallow schemas of the authoring format (docs/developers/formats.md, section 1):
shapes and types.

What needs the whole story (links, cycles, bounds, wording) is checked by
`olw_core.authoring.compiler`. `authored/` has the types of what comes out.
"""

from __future__ import annotations

from marshmallow import fields, validate

from olw_core.authoring.schema.fields import (
    NAME,
    Conditional,
    Named,
    OneOrSeveral,
    Strict,
    TextOr,
    by_letter,
    group,
    one_of,
    optional_group,
    optional_one_of,
    optional_text,
    required_text,
    switch,
    tag,
    texts,
    whole,
)
from olw_core.authoring.schema.items import CardChoiceSchema, ItemField
from olw_core.authoring.schema.limits import (
    FEWEST_OPTIONS,
    HEADING,
    MOST_ON_A_CARD,
    MOST_SCENES,
    TITLE,
)
from olw_core.authoring.schema.looks import AIDS, HAIR, HAIR_COLOURS, WEAR

DEVICE = r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])"
"""Names that no file or folder can have on Windows, with no ending or any (learn.microsoft.com,
"Naming Files, Paths, and Namespaces")."""
MODULE_ID = validate.Regexp(
    rf"\A(?!{DEVICE}\Z)[a-z][a-z0-9_]{{0,19}}\Z",
    error="Use small letters, digits and _, at most 20, and no name such as con or aux, which "
    "Windows keeps for itself.",
)
SCENE_ID = validate.Regexp(
    r"\A[a-z0-9][a-z0-9_]{0,39}\Z", error="Use small letters, digits and _."
)
PICTURE = validate.Regexp(
    rf"\A(?!{DEVICE}\.)[a-z0-9_-]+\.svg\Z", error="Name an .svg file in media/."
)
LANGUAGE = validate.Regexp(r"\A[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
MODES = ("in person", "remote", "hybrid")
TONES = ("good", "mixed", "hard")


class SettingSchema(Strict):
    """Where somebody stands; a scene names only what differs from the story."""

    role = fields.String()
    place = fields.String()
    mode = fields.String(validate=validate.OneOf(MODES))


class EndingSchema(Strict):
    """How a story ends; all good endings must be worth the same."""

    title = required_text(HEADING)
    tone = one_of(TONES)


class PictureSchema(Strict):
    """A drawing of media/. One that says nothing new is decorative."""

    class Meta(Strict.Meta):
        include = {"if": fields.String(load_default="")}

    file = fields.String(required=True, validate=PICTURE)
    alt = optional_text(200)
    decorative = switch()


class SceneSchema(Strict):
    """A scene: words, and then an item or an ending."""

    tag = tag()
    setting = fields.Nested(SettingSchema, load_default=dict)
    picture = OneOrSeveral(PictureSchema)
    recap = optional_text(200)
    holds = optional_text()
    text = Conditional("text", bare_parts=True, more=["holds"])
    item = ItemField(load_default=None)
    ending = optional_group(EndingSchema)


class OtherChairSchema(Strict):
    """The same story as somebody else saw it, told at the ending."""

    who = required_text()
    title = required_text(HEADING)
    text = Conditional("text", bare_parts=True)


class StorySchema(Strict):
    """Scenes by id, and where the story starts."""

    setting = group(SettingSchema)
    start = fields.String(required=True)
    scenes = Named(
        keys=fields.String(validate=SCENE_ID),
        values=fields.Nested(SceneSchema),
        required=True,
        validate=validate.Length(min=1, max=MOST_SCENES),
    )
    spent = OneOrSeveral(PictureSchema)
    other_chair = optional_group(OtherChairSchema)


class LookSchema(Strict):
    """How a person is drawn, in words of `looks.py` beside this."""

    skin = whole(1, 6)
    hair = one_of(HAIR)
    hair_colour = optional_one_of(HAIR_COLOURS, default="brown")
    wear = one_of(WEAR)
    glasses = switch()
    beard = switch()
    older = switch()
    aid = optional_one_of(("", *AIDS), default="")


class PersonSchema(Strict):
    """Who may speak: `@name:` begins their paragraph."""

    name = required_text(60)
    role = required_text(60)
    look = optional_group(LookSchema)


class CueSchema(Strict):
    """A cue at work, and the actions that fit it, best first."""

    text = required_text(160)
    acts = fields.List(
        required_text(), load_default=list, validate=validate.Length(max=4)
    )


class PlanSchema(Strict):
    """What a learner picks an if-then plan from."""

    cues = by_letter(TextOr(CueSchema), least=1)
    actions = by_letter(required_text(160), least=1)


class CardVariantSchema(Strict):
    """One wording of a card: a short scene with a decision of its own."""

    later = switch()
    setting = group(SettingSchema)
    text = required_text()
    prompt = required_text()
    options = by_letter(
        fields.Nested(CardChoiceSchema), least=FEWEST_OPTIONS, most=MOST_ON_A_CARD
    )


class CardSchema(Strict):
    """A return card, for the weeks after; its id is a behaviour."""

    tag = tag()
    moment = required_text(160)
    words_to_try = required_text(300)
    variants = by_letter(fields.Nested(CardVariantSchema), least=1, most=6)


class GuideDecisionSchema(Strict):
    """What a facilitator asks about one decision of the story."""

    questions = texts()
    watch_for = required_text()


class RehearsalSchema(Strict):
    """A short exercise of calling something out."""

    setup = required_text()
    lines = texts()
    debrief = required_text()


class GuideSchema(Strict):
    """The facilitator's guide, in facilitator.yaml."""

    minutes = whole(5, 120)
    purpose = required_text()
    opening = required_text()
    decisions = Named(
        keys=fields.String(),
        values=fields.Nested(GuideDecisionSchema),
        required=True,
    )
    appraisal_prompt = required_text()
    meeting_check = texts()
    calling_it_out = group(RehearsalSchema)
    close = required_text()


class AcceptedSchema(Strict):
    """A warning that stands, and why."""

    code = required_text()
    at = optional_text()
    reason = required_text(300)


class WayOutSchema(Strict):
    """A page for who does not want to read on after the content note."""

    title = required_text(HEADING)
    text = required_text()
    short_way = fields.List(required_text(), load_default=list)


class ModuleSchema(Strict):
    """A whole module, its files taken together."""

    id = fields.String(required=True, validate=MODULE_ID)
    principle = fields.String(required=True)
    version = whole(1, 9999)
    lang = fields.String(load_default="en-GB", validate=LANGUAGE)
    title = required_text(TITLE)
    summary = required_text(200)
    keywords = fields.List(required_text(60), load_default=list)
    content_note = optional_text()
    way_out = optional_group(WayOutSchema)
    reviewed_by = fields.List(required_text(), load_default=list)
    retired = fields.List(required_text(), load_default=list)
    accepted = fields.List(fields.Nested(AcceptedSchema), load_default=list)
    words = fields.List(required_text(60), load_default=list)
    people = Named(
        keys=fields.String(validate=NAME),
        values=fields.Nested(PersonSchema),
        load_default=dict,
    )
    variables = Named(
        keys=fields.String(validate=NAME),
        values=fields.Raw(),
        load_default=dict,
    )
    story = group(StorySchema)
    plan = optional_group(PlanSchema)
    cards = Named(
        keys=fields.String(),
        values=fields.Nested(CardSchema),
        load_default=dict,
    )
    facilitator = optional_group(GuideSchema)
