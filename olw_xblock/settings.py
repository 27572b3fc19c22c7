"""Checks what Studio may save by the table of settings: one plain sentence for each fault.

Imported OLX does not pass through Studio, so a support link is looked at again before it is shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from marshmallow import (
    Schema,
    ValidationError,
    post_load,
    pre_load,
    validates_schema,
)

from olw_core.trust import as_address, as_meant, is_link
from olw_xblock.block_protocol import Values
from olw_xblock.errors import SettingsError
from olw_xblock.i18n import mark
from olw_xblock.studio_settings import NO_SUCH_LANGUAGE, NO_SUCH_MODULE, SETTINGS

_BOTH = mark(
    "A support link needs both words and an address. Fill in both, or neither."
)
_ADDRESS = mark("Start the address with https://, http://, tel: or mailto:")
_UNKNOWN = mark("This is not a setting of this block. Reload the page and try again.")


class _Together(Schema):
    """What is done to all settings together; blank means "not set"."""

    error_messages = {"unknown": _UNKNOWN}

    @pre_load
    def tidy(self, data: Values, **_named: Any) -> Values:
        """Every text as it was meant; an empty limit is no limit."""
        tidied = {name: _meant(name, value) for name, value in data.items()}
        if tidied.get("max_attempts") == "":
            tidied["max_attempts"] = None
        return tidied

    @validates_schema(skip_on_field_errors=False)
    def support(self, data: Values, **_named: Any) -> None:
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
    def as_dict(self, data: Values, **_named: Any) -> dict[str, object]:
        """As a plain dict."""
        return dict(data)


SettingsSchema = _Together.from_dict(
    {setting.name: setting.rule for setting in SETTINGS}, name="SettingsSchema"
)
"""Each setting by its own rule (`studio_settings.py`), and all of them together."""


def _meant(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return as_address(value) if name == "support_url" else as_meant(value)


@dataclass(frozen=True)
class Installed:
    """A module that can be chosen. `languages`: those that it has."""

    title: str
    languages: Sequence[str]


def check(data: object, modules: Mapping[str, Installed]) -> Values:
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
        problems["module"] = NO_SUCH_MODULE
    elif loaded and loaded["language"] not in ("", *module.languages):
        problems["language"] = NO_SUCH_LANGUAGE
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
