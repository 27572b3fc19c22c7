"""Lists every text of an authored module with its place and kind, so that rules need not
know the format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from olw_core.authoring.authored.items import Band, CardOption, ChooseOption, Echo, Item
from olw_core.authoring.authored.module import Card, Module, Plan, Scene, Setting
from olw_core.authoring.compiler.chair import told_by_chair
from olw_core.authoring.compiler.markdown import paragraphs
from olw_core.authoring.compiler.places import (
    FieldPath,
    at_item,
    at_scene,
    at_variant,
)

Kind = Literal["narration", "speech", "option", "feedback", "prompt", "note"]
Texts = Iterator["Text"]
Options = Mapping[str, CardOption]


@dataclass(frozen=True)
class Text:
    """One text, where it stands, what it is.

    `unit`: the decision (scene or card variant) whose reading grade it counts for, or "".
    """

    kind: Kind
    words: str
    """Markdown, as written."""
    path: FieldPath
    unit: str = ""

    @property
    def told(self) -> bool:
        """Whether it counts for a reading grade: part of a decision, and not speech."""
        return self.unit != "" and self.kind != "speech"


def all_texts(module: Module) -> Texts:
    """Every text a learner or facilitator reads, in the order of the file."""
    scenes = module["story"]["scenes"]
    for scene_id, scene in scenes.items():
        yield from _scene(scene_id, scene)
    for card_id, card in module["cards"].items():
        yield from _card(card_id, card)
    yield from _rest(module)


def _scene(scene_id: str, scene: Scene) -> Texts:
    """What a scene tells, its recap and its decision."""
    path = at_scene(scene_id, "text")
    for passage in scene["text"]:
        yield from _paragraphs(passage["text"], path, scene_id)
    yield from _tree("note", scene["recap"], at_scene(scene_id, "recap"))
    yield from _setting(scene["setting"], at_scene(scene_id, "setting"))
    for index, picture in enumerate(scene["picture"]):
        here = (*at_scene(scene_id, "picture"), index, "alt")
        yield from _tree("note", picture["alt"], here)
    if scene["ending"]:
        title = scene["ending"]["title"]
        yield Text("note", title, (*at_scene(scene_id, "ending"), "title"))
    if scene["item"]:
        yield from _item(scene["item"], at_item(scene_id), scene_id)


def _setting(setting: Setting, path: FieldPath) -> Texts:
    """Who the learner is, and where."""
    for name in ("role", "place"):
        yield from _tree("note", setting.get(name, ""), (*path, name))


def _card(card_id: str, card: Card) -> Texts:
    """A return card with all its wordings."""
    yield Text("speech", card["words_to_try"], ("cards", card_id, "words_to_try"))
    yield Text("note", card["moment"], ("cards", card_id, "moment"))
    for letter, variant in card["variants"].items():
        unit = f"{card_id} {letter}"
        path = at_variant(card_id, letter)
        yield from _paragraphs(variant["text"], (*path, "text"), unit)
        yield Text(
            kind="prompt",
            words=variant["prompt"],
            path=(*path, "prompt"),
            unit=unit,
        )
        yield from _options(variant["options"], path, unit)


def _paragraphs(
    text: str,
    path: FieldPath,
    unit: str,
) -> Texts:
    """The paragraphs of a scene or card, told or spoken."""
    for paragraph in paragraphs(text):
        speaker, colon, speech = paragraph.partition(":")
        if colon and speaker.startswith("@"):
            yield Text(
                kind="speech",
                words=speech,
                path=path,
                unit=unit,
            )
        else:
            yield Text(
                kind="narration",
                words=paragraph,
                path=path,
                unit=unit,
            )


def _item(
    item: Item,
    path: FieldPath,
    unit: str,
) -> Texts:
    """The prompt, the options and the feedback of a decision."""
    yield Text(
        kind="prompt",
        words=item["prompt"],
        path=(*path, "prompt"),
        unit=unit,
    )
    if item["type"] == "choose":
        yield from _options(item["options"], path, unit)
        return
    for letter, line in item["options"].items():
        here = (*path, "options", letter, "text")
        yield Text(
            kind="option",
            words=line["text"],
            path=here,
            unit=unit,
        )
    for band, said in item["feedback"].items():
        here = (*path, "feedback", band)
        yield from _band(cast(Band, said), here, unit)


def _band(
    band: Band,
    path: FieldPath,
    unit: str,
) -> Texts:
    """Feedback of pick, rank and rate."""
    for name, words in band.items():
        if name != "echo":
            yield from _tree("feedback", words, (*path, name), unit)
    yield from _echoes(band["echo"], path)


def _echoes(echoes: Sequence[Echo], path: FieldPath) -> Texts:
    """What somebody says later; `path`: of what has the echoes."""
    for index, echo in enumerate(echoes):
        yield Text("speech", echo["text"], (*path, "echo", index))


def _options(
    options: Options,
    path: FieldPath,
    unit: str,
) -> Texts:
    """Options with feedback of their own."""
    for letter, option in options.items():
        here = (*path, "options", letter)
        yield Text(
            kind="option",
            words=option["text"],
            path=(*here, "text"),
            unit=unit,
        )
        yield from _tree(
            "feedback",
            option["feedback"],
            (*here, "feedback"),
            unit,
        )
        if "echo" in option:
            yield from _echoes(cast(ChooseOption, option)["echo"], here)
        yield from _tree("note", option["protects"], (*here, "protects"))
        yield from _tree("note", option["costs"], (*here, "costs"))


def _rest(module: Module) -> Texts:
    """What stands outside story and cards."""
    for index, part in enumerate(told_by_chair(module)):
        yield Text("speech", part["text"], ("story", "other_chair", "text", index))
    for key, person in module["people"].items():
        yield from _tree("note", person["role"], ("people", key, "role"))
    yield from _setting(module["story"]["setting"], ("story", "setting"))
    yield from _tree("note", module["title"], ("title",))
    yield from _tree("note", module["summary"], ("summary",))
    yield from _tree("note", module["content_note"], ("content_note",))
    if module["way_out"]:
        yield Text("narration", module["way_out"]["text"], ("way_out", "text"))
    yield from _plan(module["plan"])
    yield from _tree("note", module["facilitator"], ("facilitator",))


def _plan(plan: Plan | None) -> Texts:
    """What a plan is picked from."""
    if plan is None:
        return
    for letter, cue in plan["cues"].items():
        yield Text("note", cue["text"], ("plan", "cues", letter))
    yield from _tree("note", plan["actions"], ("plan", "actions"))


def _tree(
    kind: Kind,
    value: object,
    path: FieldPath,
    unit: str = "",
) -> Texts:
    """Every text in a tree of mappings and lists; none where there is only ""."""
    if isinstance(value, str):
        if value:
            yield Text(kind, value, path, unit)
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _tree(kind, inner, (*path, name), unit)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _tree(kind, inner, (*path, index), unit)
