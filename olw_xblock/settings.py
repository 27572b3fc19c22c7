"""The rules for what Studio may save: a schema, and one plain sentence for each fault.

Imported OLX does not pass through Studio, so a support link is looked at again before it is shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from marshmallow import (
    Schema,
    ValidationError,
    fields,
    post_load,
    pre_load,
    validate,
    validates_schema,
)

from olw_core.report import REPORTS
from olw_core.trust import is_link
from olw_xblock.errors import SettingsError
from olw_xblock.i18n import mark

SHOW = ("story", "cards", "map")
FAULTS = ("required", "null", "invalid", "invalid_utf8", "special", "too_large")
"""The keys under which marshmallow keeps its words for a value of the wrong kind."""
MAX_WEIGHT = 1000
MAX_LIMIT = 1000

_MODULE = mark("Choose one of the modules on the list.")
_WORDS = mark("Enter words here.")
_LONG = {
    80: mark("Use at most 80 characters."),
    100: mark("Use at most 100 characters."),
    300: mark("Use at most 300 characters."),
}
_LIMIT = mark("Enter a whole number from 1 to 1000, or leave it empty for no limit.")
_WEIGHT = mark("Enter a number from 0 to 1000.")
_LANGUAGE = mark(
    "This story is not in that language. Choose another one, or the learner's own."
)
_SHOW = mark("Choose the story, the cards or the map.")
_REPORT = mark("Choose one of the three.")
_BOTH = mark(
    "A support link needs both words and an address. Fill in both, or neither."
)
_ADDRESS = mark("Start the address with https://, http://, tel: or mailto:")
_UNKNOWN = mark("This is not a setting of this block. Reload the page and try again.")


def _always(message: str) -> dict[str, Any]:
    """The same words whatever marshmallow finds wrong with the kind of value."""
    return dict.fromkeys(FAULTS, message)


def _text(length: int) -> fields.String:
    limit = validate.Length(max=length, error=_LONG[length])
    return fields.String(
        load_default="",
        validate=limit,
        error_messages=_always(_WORDS),
    )


def _one_of(values: Sequence[str], default: str, message: str) -> fields.String:
    allowed = validate.OneOf(values, error=message)
    return fields.String(
        load_default=default,
        validate=allowed,
        error_messages=_always(message),
    )


class SettingsSchema(Schema):
    """The fields of the Studio form; blank means "not set"."""

    error_messages = {"unknown": _UNKNOWN}

    module = fields.String(required=True, error_messages=_always(_MODULE))
    language = fields.String(load_default="", error_messages=_always(_LANGUAGE))
    display_name = _text(100)
    weight = fields.Float(required=True, error_messages=_always(_WEIGHT))
    max_attempts = fields.Integer(
        load_default=None,
        allow_none=True,
        error_messages=_always(_LIMIT),
    )
    show = _one_of(SHOW, "story", _SHOW)
    report = _one_of(REPORTS, "score", _REPORT)
    trust_name = _text(80)
    support_label = _text(80)
    support_url = _text(300)

    @pre_load
    def tidy(self, data: Mapping[str, Any], **_named: Any) -> dict[str, Any]:
        """Trim every text; an empty limit is no limit."""
        tidied = {name: _trimmed(value) for name, value in data.items()}
        if tidied.get("max_attempts") == "":
            tidied["max_attempts"] = None
        return tidied

    @validates_schema(skip_on_field_errors=False)
    def ranges(self, data: Mapping[str, Any], **_named: Any) -> None:
        """Numbers that parse but make no sense."""
        wrong = {}
        weight = data.get("weight", 0)
        limit = data.get("max_attempts")
        if not 0 <= weight <= MAX_WEIGHT:
            wrong["weight"] = [_WEIGHT]
        if limit is not None and not 1 <= limit <= MAX_LIMIT:
            wrong["max_attempts"] = [_LIMIT]
        if wrong:
            raise ValidationError(wrong)

    @validates_schema(skip_on_field_errors=False)
    def support(self, data: Mapping[str, Any], **_named: Any) -> None:
        """A support link is words and an address together."""
        label = data.get("support_label", "")
        url = data.get("support_url", "")
        if url and not is_link(url, intranet=True):
            raise ValidationError({"support_url": [_ADDRESS]})
        if label and not url:
            raise ValidationError({"support_url": [_BOTH]})
        if url and not label:
            raise ValidationError({"support_label": [_BOTH]})

    @post_load
    def plain(self, data: dict[str, Any], **_named: Any) -> dict[str, Any]:
        """As a plain dict."""
        return dict(data)


def _trimmed(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


@dataclass(frozen=True)
class Installed:
    """A module that can be chosen. `languages`: those that it has."""

    title: str
    languages: Sequence[str]


def check(data: object, modules: Mapping[str, Installed]) -> dict[str, Any]:
    """The settings to save; `modules`: the installed ones by id.

    A blank name becomes the module's title. Raises SettingsError with one sentence for each field
    at fault.
    """
    if not isinstance(data, Mapping):
        words = mark("The form could not be read. Reload the page and try again.")
        raise SettingsError(words, {})
    try:
        loaded: dict[str, Any] = SettingsSchema().load(data)
        problems: dict[str, str] = {}
    except ValidationError as error:
        loaded = {}
        problems = _first_of_each(error)
    module = modules.get(str(data.get("module")))
    if module is None:
        problems["module"] = _MODULE
    elif loaded and loaded["language"] not in ("", *module.languages):
        problems["language"] = _LANGUAGE
    if problems:
        words = mark("There is a problem. Nothing has been saved yet.")
        raise SettingsError(words, problems)
    loaded["display_name"] = loaded["display_name"] or modules[loaded["module"]].title
    return loaded


def _first_of_each(error: ValidationError) -> dict[str, str]:
    """Field name -> the first sentence that was said of it."""
    told = {}
    for name, found in error.messages_dict.items():
        told[str(name)] = str(found[0])
    return told
