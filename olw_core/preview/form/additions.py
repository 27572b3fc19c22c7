"""What an author adds on the page: a scene, an option, somebody who speaks."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_lowercase
from typing import Any

from marshmallow import ValidationError

from olw_core.authoring.compiler.places import at_item, at_scene
from olw_core.authoring.leftover import TO_WRITE
from olw_core.authoring.schema.fields import NAME
from olw_core.authoring.schema.limits import MOST_OPTIONS, MOST_RANKED
from olw_core.authoring.schema.module import SCENE_ID
from olw_core.errors import OlwError
from olw_core.preview.form.edits import changed, read, tidy
from olw_core.preview.form.fields import is_ending, scene_ids
from olw_core.preview.form.splice import Value

LETTERS = ascii_lowercase[:MOST_OPTIONS]


def with_scene(
    text: str,
    scene_id: str,
    kind: str,
) -> str:
    """One more scene behind the others. `kind`: choice or ending. Raises OlwError."""
    data = read(text)
    known = scene_ids(data)
    _check_name(
        scene_id,
        known,
        SCENE_ID,
        "scene",
    )
    words = f"{TO_WRITE} what happens here."
    scene: dict[str, Value] = {"recap": f"{TO_WRITE} the recap.", "text": words}
    if kind == "ending":
        scene["ending"] = {"title": f"{TO_WRITE} the title", "tone": "mixed"}
    else:
        scenes = data["story"]["scenes"] if known else {}
        ends = [one for one in known if is_ending(scenes[one])]
        if not ends:
            raise OlwError(
                "form-no-ending", "Write an ending first: a choice leads somewhere."
            )
        options = {
            letter: _option(number, ends[0]) for number, letter in enumerate("ab", 1)
        }
        scene["item"] = {
            "type": "choose",
            "prompt": "What do you do?",
            "points": 0,
            "options": options,
        }
    return changed(text, {at_scene(scene_id): scene})


def with_option(text: str, scene_id: str) -> str:
    """One more option behind the others. Raises OlwError where there is no place for it."""
    data = read(text)
    try:
        item = data["story"]["scenes"][scene_id]["item"]
        options = item["options"]
        last = list(options.values())[-1]
    except (KeyError, TypeError, IndexError, AttributeError):
        raise OlwError(
            "form-no-choice", f"'{scene_id}' has no choice to add to."
        ) from None
    kind = item.get("type")
    most = MOST_RANKED if kind == "rank" else MOST_OPTIONS
    free = [letter for letter in LETTERS if letter not in options]
    if not free or len(options) >= most:
        told = f"'{scene_id}' has {len(options)} options, and takes at most {most}."
        raise OlwError("form-no-choice", told)
    number = len(options) + 1
    option: Value = {"text": f"{TO_WRITE} choice {number}."}
    if kind == "choose":
        go = last.get("go") if isinstance(last, dict) else None
        target = go if isinstance(go, str) else scene_ids(data)[-1]
        option = _option(number, target)
    return changed(
        text,
        {
            at_item(
                scene_id,
                "options",
                free[0],
            ): option
        },
    )


def with_person(
    text: str,
    name: str,
    shown: str,
    role: str,
) -> str:
    """One more person who may speak. Raises OlwError."""
    people = read(text).get("people")
    known = list(people) if isinstance(people, dict) else []
    _check_name(
        name,
        known,
        NAME,
        "person",
    )
    person: Value = {"name": tidy(shown), "role": tidy(role)}
    if not people:
        return changed(text, {("people",): {name: person}})
    return changed(text, {("people", name): person})


def _option(number: int, target: str) -> dict[str, Value]:
    """An option that plays, with what is left to write."""
    feedback: dict[str, Value] = {
        "consequence": f"{TO_WRITE} what happens then.",
        "why": f"{TO_WRITE} why it goes so.",
        "yours": f"{TO_WRITE} what spoke for choice {number}.",
        "other": f"{TO_WRITE} what spoke for another.",
    }
    return {
        "text": f"{TO_WRITE} choice {number}.",
        "weight": 1,
        "feedback": feedback,
        "go": target,
    }


def _check_name(
    name: str,
    known: Sequence[str],
    rule: Any,
    what: str,
) -> None:
    """Refuse an id that the compiler would refuse."""
    try:
        rule(name)
    except ValidationError:
        raise OlwError(
            "form-name",
            f"'{name}' is no id of a {what}. Use small letters, digits and _.",
        ) from None
    if name in known:
        raise OlwError(
            "form-name", f"There is a {what} '{name}' already. Choose another id."
        )
