"""The pages of the form: the whole story, and one scene."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from olw_core import content
from olw_core.authoring.compiler.places import at_scene, dotted
from olw_core.errors import ContentError, ContentMissing, OlwError, Problem
from olw_core.page.pages import render
from olw_core.preview.form import fields
from olw_core.preview.form.desk import Desk
from olw_core.preview.form.edits import read
from olw_core.preview.form.field import Choices, Field, Group

SHEET = "page.css"
_TEMPLATES = Path(__file__).resolve().parents[1] / "templates"


@dataclass(frozen=True)
class Message:
    """What the page says of what was just done. `refused`: it was not done."""

    words: str = ""
    refused: bool = False


@dataclass(frozen=True)
class Form:
    """What all pages need."""

    folder: Path
    desk: Desk
    token: str


def story_page(
    form: Form,
    told: Message,
    typed: Mapping[str, str],
) -> str:
    """The scenes, what may be added, and every finding. `typed`: as of `scene_page`."""
    problems = _problems(form.folder)
    try:
        data = read(form.desk.text())
    except OlwError as error:
        data, told = {}, Message(str(error), refused=True)
    scenes = [
        _line(
            data,
            one,
            problems,
        )
        for one in fields.scene_ids(data)
    ]
    return _page(
        "form_story.html",
        form,
        told,
        problems=problems,
        about=_with_problems(_typed(fields.about(data), typed), problems),
        typed=typed,
        scenes=scenes,
        readable=bool(data),
    )


def scene_page(
    form: Form,
    scene_id: str,
    told: Message,
    typed: Mapping[str, str],
) -> str:
    """One scene. `typed`: what stands in the fields in place of the file's words.

    Raises OlwError where there is no such scene.
    """
    data = read(form.desk.text())
    if scene_id not in fields.scene_ids(data):
        raise OlwError("form-no-scene", f"There is no scene '{scene_id}' in the story.")
    problems = _problems(form.folder)
    groups = fields.groups(
        data,
        scene_id,
        behaviours(data),
    )
    shown = [_typed(group, typed) for group in groups]
    own = _of_scene(problems, scene_id)
    return _page(
        "form_scene.html",
        form,
        told,
        problems=own,
        others=len(problems) - len(own),
        groups=[_with_problems(group, own) for group in shown],
        scene=scene_id,
        chooses=len(shown) > 2,
        options=fields.options(data, scene_id),
    )


def behaviours(data: Mapping[str, Any]) -> Choices:
    """What a decision of the story may test, in the framework's words."""
    framework = content.framework()
    principle = str(data.get("principle"))
    if not framework.has_principle(principle):
        return ()
    found = framework.principle(principle).behaviours
    return [(one.id, one.label) for one in found]


def _problems(folder: Path) -> Sequence[Problem]:
    """All that `olw check` finds, errors first."""
    try:
        found: Iterable[Problem] = content.check_folder(folder).compiled.warnings
    except ContentError as error:
        found = error.problems
    except ContentMissing:
        return ()
    return sorted(found, key=lambda one: one.level)


@dataclass(frozen=True)
class _Line:
    """A scene in the list."""

    id: str
    kind: str
    errors: int
    warnings: int


def _of_scene(problems: Sequence[Problem], scene_id: str) -> list[Problem]:
    """What was found in a scene."""
    scene = dotted(at_scene(scene_id))
    inside = f"{scene}."
    return [one for one in problems if f"{one.path}.".startswith(inside)]


def _line(
    data: Mapping[str, Any],
    scene_id: str,
    problems: Sequence[Problem],
) -> _Line:
    """What the list says of a scene."""
    scene = data["story"]["scenes"][scene_id]
    own = _of_scene(problems, scene_id)
    errors = sum(one.level == "error" for one in own)
    kind = "ending" if fields.is_ending(scene) else "choice"
    return _Line(
        id=scene_id,
        kind=kind,
        errors=errors,
        warnings=len(own) - errors,
    )


def _typed(group: Group, typed: Mapping[str, str]) -> Group:
    """With the words that were typed."""
    shown: list[Field] = []
    for field in group.fields:
        value = typed.get(field.name, field.value)
        shown.append(replace(field, value=value))
    return replace(group, fields=shown)


def _with_problems(
    group: Group,
    problems: Sequence[Problem],
) -> dict[str, Any]:
    """A group with what was found at each of its fields."""
    found: dict[str, list[Problem]] = {}
    for field in group.fields:
        path = dotted(field.path)
        found[field.name] = [one for one in problems if one.path == path]
    return {"group": group, "problems": found}


def _page(
    name: str,
    form: Form,
    told: Message,
    **values: object,
) -> str:
    """A page with what all of them have."""
    return render(
        _TEMPLATES,
        name,
        sheet=SHEET,
        folder=form.folder,
        token=form.token,
        version=form.desk.version(),
        can_undo=form.desk.can_undo,
        told=told,
        **values,
    )
