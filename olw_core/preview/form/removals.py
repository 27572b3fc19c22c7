"""What an author takes away on the page: an option, or a scene that nothing leads to.

Learners' records may hold its id, so that is retired in the same change (docs/authors.md, section
7).
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from typing import Any

from olw_core.authoring.compiler.places import FieldPath, at_item, at_scene, dotted
from olw_core.authoring.schema.limits import FEWEST_OPTIONS
from olw_core.errors import OlwError
from olw_core.preview.form.edits import bare, changed, read
from olw_core.preview.form.field import mapping
from olw_core.preview.form.fields import scene_ids
from olw_core.preview.form.splice import cut

BESIDE = ("facilitator", "people", "retired")
"""Fields of a story in which a word like an id leads nowhere."""


def without_option(
    text: str,
    scene_id: str,
    option: str,
) -> str:
    """The story without one option of a choice. Raises OlwError (form-no-choice, form-in-use)."""
    data = read(text)
    item = mapping(_scene(data, scene_id).get("item"))
    options = mapping(item.get("options"))
    if item.get("type") != "choose" or option not in options:
        raise OlwError(
            "form-no-choice",
            f"'{scene_id}' has no option '{option}' that the page can take away.",
        )
    if len(options) <= FEWEST_OPTIONS:
        raise OlwError(
            "form-in-use",
            f"A choice needs {FEWEST_OPTIONS} options. Add another one first.",
        )
    own = f"{scene_id}.{option}"
    path = at_item(
        scene_id,
        "options",
        option,
    )
    _refuse_where_used(
        data,
        own,
        path,
    )
    made = _cut(text, [path])
    return _retired(made, own)


def without_scene(text: str, scene_id: str) -> str:
    """The story without a scene, and without its page of the guide. Raises OlwError
    (form-no-scene, form-in-use).
    """
    data = read(text)
    _scene(data, scene_id)
    path = at_scene(scene_id)
    _refuse_where_used(
        data,
        scene_id,
        path,
    )
    paths = [path]
    guide = mapping(data.get("facilitator"))
    if scene_id in mapping(guide.get("decisions")):
        paths.append(("facilitator", "decisions", scene_id))
    made = _cut(text, paths)
    return _retired(made, scene_id)


def _scene(data: Mapping[str, Any], scene_id: str) -> Mapping[str, Any]:
    """Raises OlwError (form-no-scene)."""
    if scene_id not in scene_ids(data):
        raise OlwError("form-no-scene", f"There is no scene '{scene_id}' in the story.")
    return mapping(data["story"]["scenes"][scene_id])


def _refuse_where_used(
    data: Mapping[str, Any],
    name: str,
    own: FieldPath,
) -> None:
    """Raises OlwError (form-in-use): what leads there, or asks for it, has to go first."""
    for path, words in _words(data, ()):
        inside = path[: len(own)] == own
        if inside or path[0] in BESIDE or path[-1] == "who":
            continue
        if words == name or _names(words, name):
            raise OlwError(
                "form-in-use",
                f"'{name}' cannot be taken away: {dotted(path)} leads there or asks for it."
                " Change that first.",
            )


def _names(words: str, name: str) -> bool:
    """Whether an id stands in a condition: `gate`, `gate.b`."""
    escaped = re.escape(name)
    if " " not in words:
        return re.search(rf"\b{escaped}\b", words) is not None
    # In a sentence only with what follows the dot: "desk" alone may be any desk.
    return re.search(rf"\b{escaped}\.\w", words) is not None


def _words(value: Any, path: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    """Every text with where it stands."""
    if isinstance(value, Mapping):
        for key, one in value.items():
            yield from _words(one, (*path, key))
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from _words(one, (*path, index))
    elif isinstance(value, str):
        yield path, value


def _cut(text: str, paths: list[FieldPath]) -> str:
    """Raises OlwError (form-unwritable) where more or less than that would go."""
    wanted = copy.deepcopy(read(text))
    made = text
    for path in paths:
        made = cut(made, path)
        group: Any = wanted
        for part in path[:-1]:
            group = group[part]
        del group[path[-1]]
    if bare(read(made)) != bare(wanted):
        raise OlwError(
            "form-unwritable",
            "This cannot be taken out of module.yaml as it is written. Nothing was changed;"
            " take it out in the file.",
        )
    return made


def _retired(text: str, name: str) -> str:
    """With the id among those that never come back."""
    data = read(text)
    before = data.get("retired") or []
    retired = [*before, name]
    return changed(text, {("retired",): retired})
