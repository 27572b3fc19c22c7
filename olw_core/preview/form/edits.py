"""Changes of module.yaml: each takes its text and gives it with the change.

What comes out is read back by the compiler's own reader. Where that is not what the author wrote,
nothing is changed.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from marshmallow import Schema

from olw_core.authoring.compiler.places import FieldPath
from olw_core.authoring.compiler.source import read_source
from olw_core.authoring.schema.items import (
    ITEM_SCHEMAS,
    BandsSchema,
    ChoiceSchema,
    EchoSchema,
    FeedbackSchema,
)
from olw_core.authoring.schema.module import (
    EndingSchema,
    ModuleSchema,
    PersonSchema,
    SceneSchema,
)
from olw_core.errors import ContentError, OlwError
from olw_core.preview.form.field import Field
from olw_core.preview.form.spans import spans
from olw_core.preview.form.splice import Value, added, replaced

Changes = Mapping[FieldPath, Value]
Edit = Callable[[str], str]
_SCHEMAS: tuple[type[Schema], ...] = (
    ModuleSchema,
    SceneSchema,
    ChoiceSchema,
    EchoSchema,
    FeedbackSchema,
    EndingSchema,
    PersonSchema,
    BandsSchema,
    *ITEM_SCHEMAS.values(),
)
_CONTROL = re.compile(
    "[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
"""What a line of YAML cannot hold, or would end it."""


def read(text: str) -> dict[str, Any]:
    """The data of module.yaml. Raises OlwError where it cannot be read."""
    try:
        return read_source({"module.yaml": text}, {}).data
    except ContentError:
        raise OlwError(
            "form-broken",
            "module.yaml cannot be read. Mend in the file what the checks say.",
        ) from None


def saved(
    text: str,
    fields: Iterable[Field],
    typed: Mapping[str, str],
) -> str:
    """The text with what was typed. `typed`: by the names of the fields; the others stay."""
    changes: dict[FieldPath, Value] = {}
    for field in fields:
        if field.name not in typed:
            continue
        words = tidy(typed[field.name])
        if words != tidy(field.value):
            _check(field, words)
            changes[field.path] = _value(field, words)
    return changed(text, changes)


def _check(field: Field, words: str) -> None:
    """Refuse what nobody can have chosen on the page."""
    given = words.split() if field.kind == "ticks" else [words]
    allowed = {value for value, _ in field.choices}
    if field.kind in ("choice", "number", "ticks") and not allowed.issuperset(given):
        raise OlwError(
            "form-choice", f"{field.label}: '{words}' cannot be chosen here."
        )


def _value(field: Field, words: str) -> Value:
    """What the file gets."""
    if field.kind == "number":
        return int(words)
    return words.split() if field.kind == "ticks" else words


def tidy(words: str) -> str:
    """As a file holds it: plain ends of lines, nothing at their ends, no invisible signs."""
    one_end = words.replace("\r\n", "\n").replace("\r", "\n")
    spaced = one_end.replace("\t", " ")
    visible = _CONTROL.sub("", spaced)
    lines = [line.rstrip() for line in visible.split("\n")]
    return "\n".join(lines).strip()


def changed(text: str, changes: Changes) -> str:
    """The text with all changes. Raises OlwError where it would not say what it should."""
    wanted = copy.deepcopy(read(text))
    there = spans(text)
    known = {path: value for path, value in changes.items() if path in there}
    made = replaced(text, known)
    for path, value in changes.items():
        if path not in known:
            path, value = _from_what_is_there(
                made,
                path,
                value,
            )
            above = [name for name in path[:-1] if isinstance(name, str)]
            order = _order(
                above,
                str(path[-1]),
                wanted,
            )
            made = added(
                made,
                path,
                value,
                order,
            )
        _put(
            wanted,
            path,
            value,
        )
    if bare(read(made)) != bare(wanted):
        raise OlwError(
            "form-unwritable",
            "What you wrote cannot be put into module.yaml as it is. Nothing was changed;"
            " write it in the file.",
        )
    return made


def _from_what_is_there(
    text: str,
    path: FieldPath,
    value: Value,
) -> tuple[FieldPath, Value]:
    """With the groups around it, where those are not there either."""
    known = spans(text)
    while path[:-1] not in known or not known[path[:-1]].is_group:
        *above, name = path
        path, value = tuple(above), {str(name): value}
        if path in known:
            raise OlwError(
                "form-unwritable",
                f"'{'.'.join(map(str, path))}' is not of the form that the page knows."
                " Nothing was changed; write it in the file.",
            )
    return path, value


def _order(
    above: Sequence[str],
    name: str,
    data: Mapping[str, Any],
) -> Sequence[str]:
    """The fields of a group in the order in which authors write them."""
    group: Any = data
    for one in above:
        group = group[one]
    wanted = {*group, name}
    known = [list(schema().fields) for schema in _SCHEMAS]
    fits = [fields for fields in known if wanted.issubset(fields)]
    return min(
        fits,
        key=len,
        default=[],
    )


def _put(
    data: dict[str, Any],
    path: FieldPath,
    value: Value,
) -> None:
    """Make the same change in the data."""
    group: Any = data
    for name in path[:-1]:
        group = group[name]
    group[path[-1]] = value


def bare(value: Any) -> Any:
    """Without the end of line that a text in lines has, and without nothing."""
    if isinstance(value, Mapping):
        return {name: bare(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [bare(one) for one in value]
    return value.rstrip("\n") if isinstance(value, str) else value
