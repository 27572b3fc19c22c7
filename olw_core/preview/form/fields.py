"""What the form lets an author change of a scene, and where each of it stands in module.yaml.

The data may be half written: whatever is not of the form that `authoring/authored/` describes has
no field here, and is left to the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from olw_core.authoring.compiler.lengths import RECAP_WORDS
from olw_core.authoring.compiler.places import FieldPath, at_scene
from olw_core.authoring.schema.limits import TITLE
from olw_core.authoring.schema.module import TONES
from olw_core.preview.form.field import Choices, Field, Group, mapping, text
from olw_core.preview.form.item_fields import Offered, item_groups


def groups(
    data: Mapping[str, Any],
    scene_id: str,
    behaviours: Choices,
) -> list[Group]:
    """Every field of a scene. `behaviours`: what its decision may test."""
    scene = _scene(data, scene_id)
    found = [_words(scene, scene_id)]
    if isinstance(scene.get("ending"), Mapping):
        path = at_scene(scene_id, "ending")
        found.append(_ending(scene["ending"], path))
    item = mapping(scene.get("item"))
    if item:
        offered = Offered(
            behaviours,
            targets=[(one, one) for one in scene_ids(data) if one != scene_id],
            people=_people(data),
        )
        found += item_groups(
            item,
            scene_id,
            offered,
        )
    return found


def options(data: Mapping[str, Any], scene_id: str) -> list[str]:
    """The ids of the options of a choice; none of what is no choice."""
    scene = _scene(data, scene_id)
    item = mapping(scene.get("item"))
    if item.get("type") != "choose":
        return []
    return [str(one) for one in mapping(item.get("options"))]


def _scene(data: Mapping[str, Any], scene_id: str) -> Mapping[str, Any]:
    """A scene as its authors wrote it; empty where there is none, or something else."""
    story = mapping(data.get("story"))
    scenes = mapping(story.get("scenes"))
    return mapping(scenes.get(scene_id))


def is_ending(scene: object) -> bool:
    """Whether a scene ends the story."""
    return "ending" in mapping(scene)


def _people(data: Mapping[str, Any]) -> Choices:
    """Who may speak, by the names that speech uses."""
    people = mapping(data.get("people"))
    return [(one, f"@{one}") for one in people]


def scene_ids(data: Mapping[str, Any]) -> list[str]:
    """The scenes of a story, in the order of the file."""
    return list(mapping(mapping(data.get("story")).get("scenes")))


def about(data: Mapping[str, Any]) -> Group:
    """What the story as a whole is called."""
    fields = [
        Field(
            ("title",),
            "Title",
            text(data.get("title")),
            hint=f"At most {TITLE} characters.",
        ),
        Field(
            ("summary",),
            "Summary",
            text(data.get("summary")),
            "lines",
            hint="What happens, in one or two sentences.",
        ),
    ]
    for name, person in mapping(data.get("people")).items():
        for part, label in (("name", "Name"), ("role", "Role")):
            path: FieldPath = ("people", name, part)
            value = text(mapping(person).get(part))
            fields.append(
                Field(
                    path,
                    f"@{name}: {label.lower()}",
                    value,
                )
            )
    return Group("The story", fields)


def _words(scene: Mapping[str, Any], scene_id: str) -> Group:
    """What a scene tells."""
    fields = [
        Field(
            at_scene(scene_id, "recap"),
            "Recap",
            text(scene.get("recap")),
            hint=f"At most {RECAP_WORDS} words, for learners who come back.",
        )
    ]
    fields += _texts(scene.get("text"), at_scene(scene_id, "text"))
    known = {"recap", "text", "item", "ending"}
    return Group(
        "The scene",
        fields,
        [name for name in scene if name not in known],
    )


def _texts(value: object, path: FieldPath) -> Iterator[Field]:
    """A text, or each of its parts."""
    hint = "An empty line begins a paragraph. @name: begins what somebody says."
    if not isinstance(value, list):
        yield Field(
            path,
            "Text",
            text(value),
            "lines",
            hint=hint,
        )
        return
    for index, part in enumerate(value):
        label = f"Text, part {index + 1}"
        if isinstance(part, Mapping):
            asked = f"Shown if {part.get('if')}. {hint}"
            words = text(part.get("text"))
            yield Field(
                (*path, index, "text"),
                label,
                words,
                "lines",
                hint=asked,
            )
        else:
            yield Field(
                (*path, index),
                label,
                text(part),
                "lines",
                hint=hint,
            )


def _ending(ending: Mapping[str, Any], path: FieldPath) -> Group:
    """How the story ends."""
    tones = [(tone, tone) for tone in TONES]
    fields = [
        Field(
            (*path, "title"),
            "Title of the ending",
            text(ending.get("title")),
        ),
        Field(
            (*path, "tone"),
            "Tone",
            text(ending.get("tone")),
            "choice",
            tones,
        ),
    ]
    return Group("The ending", fields)
