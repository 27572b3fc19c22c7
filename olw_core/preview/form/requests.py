"""What the form's addresses answer. A change is followed by a page that may be loaded again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from olw_core.errors import OlwError
from olw_core.preview.form import additions, edits, fields, removals
from olw_core.preview.form.field import Field
from olw_core.preview.form.pages import (
    Form,
    Message,
    behaviours,
    scene_page,
    story_page,
)

ADDRESS = "edit"
SAID = {
    "saved": "Saved.",
    "same": "Nothing was changed, so nothing was saved.",
    "added": "Added. Write what begins with `To write:`, and save.",
    "removed": "Taken away. Its id is among the retired: do not use it for anything else.",
    "undone": "The last change is taken back.",
}
"""What the next page says, by the word in its address."""


class Reply(NamedTuple):
    """`to`: the address to go on to; "" where there is a page."""

    status: int
    page: str = ""
    to: str = ""


def shown(form: Form, asked: Mapping[str, str]) -> Reply:
    """A page of the form. `asked`: what stands in its address."""
    told = Message(SAID.get(asked.get("said", ""), ""))
    scene = asked.get("scene", "")
    if not scene:
        return Reply(
            200,
            story_page(
                form,
                told,
                {},
            ),
        )
    try:
        page = scene_page(
            form,
            scene,
            told,
            {},
        )
    except OlwError as error:
        refused = Message(str(error), refused=True)
        return Reply(
            404,
            story_page(
                form,
                refused,
                {},
            ),
        )
    return Reply(200, page)


def done(form: Form, typed: Mapping[str, str]) -> Reply:
    """What was asked of a form. `typed`: its fields. Nothing is changed where it is refused."""
    deed = typed.get("do", "")
    scene = typed.get("scene", "")
    try:
        if deed == "undo":
            form.desk.undo()
            return _on(scene, "undone")
        edit = _edit(deed, typed)
        changed = form.desk.change(typed.get("version", ""), edit)
    except OlwError as error:
        return _refused(
            form,
            scene,
            typed,
            Message(str(error), refused=True),
        )
    if deed == "scene":
        scene = typed.get("name", "")
    if deed == "remove":
        left = scene if typed.get("option") else ""
        return _on(left, "removed")
    if not changed:
        return _on(scene, "same")
    words = "added" if deed in ("scene", "option") else "saved"
    return _on(scene, words)


def _edit(deed: str, typed: Mapping[str, str]) -> Callable[[str], str]:
    """The change that is asked for. Raises OlwError."""
    scene = typed.get("scene", "")
    name = typed.get("name", "").strip()
    if deed == "save":
        return lambda text: edits.saved(
            text,
            _fields(text, scene),
            typed,
        )
    if deed == "scene":
        return lambda text: additions.with_scene(
            text,
            name,
            typed.get("kind", ""),
        )
    if deed == "option":
        return lambda text: additions.with_option(
            _saved_first(
                text,
                scene,
                typed,
            ),
            scene,
        )
    if deed == "person":
        return lambda text: additions.with_person(
            text,
            name,
            typed.get("shown", ""),
            typed.get("role", ""),
        )
    if deed == "remove":
        return lambda text: _removed(
            text,
            scene,
            typed.get("option", ""),
        )
    raise OlwError("form-choice", f"There is no such action: '{deed}'.")


def _removed(
    text: str,
    scene: str,
    option: str,
) -> str:
    """Without one option of a scene, or with "" without the scene."""
    if option:
        return removals.without_option(
            text,
            scene,
            option,
        )
    return removals.without_scene(text, scene)


def _saved_first(
    text: str,
    scene: str,
    typed: Mapping[str, str],
) -> str:
    """What was typed on the page is not lost when an option is added."""
    return edits.saved(
        text,
        _fields(text, scene),
        typed,
    )


def _fields(text: str, scene: str) -> list[Field]:
    """The fields of the page."""
    data = edits.read(text)
    if not scene:
        return list(fields.about(data).fields)
    groups = fields.groups(
        data,
        scene,
        behaviours(data),
    )
    return [field for group in groups for field in group.fields]


def _on(scene: str, said: str) -> Reply:
    """On to a page that may be loaded again."""
    asked = {"scene": scene} if scene else {}
    return Reply(303, to=f"/{ADDRESS}?{urlencode({**asked, 'said': said})}")


def _refused(
    form: Form,
    scene: str,
    typed: Mapping[str, str],
    told: Message,
) -> Reply:
    """The page again, with what was typed and why it was not taken."""
    if scene:
        try:
            page = scene_page(
                form,
                scene,
                told,
                typed,
            )
            return Reply(422, page)
        except OlwError:
            pass
    page = story_page(
        form,
        told,
        typed,
    )
    return Reply(422, page)
