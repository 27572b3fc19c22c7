"""The rules for what Studio may save: one schema, one plain sentence for each thing that can be wrong.

Imported OLX does not pass through Studio, so `safe_link` is also asked before a support link is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args
from urllib.parse import urlsplit

from marshmallow import Schema, ValidationError, fields, post_load, pre_load, validate, validates_schema

from olw_core.report import Report
from olw_xblock.errors import SettingsError

SHOW = ("story", "cards")
REPORTS = get_args(Report)
SCHEMES = ("https", "http", "tel", "mailto")
MAX_WEIGHT = 1000
MAX_LIMIT = 1000

_LIMIT = f"Enter a whole number from 1 to {MAX_LIMIT}, or leave it empty for no limit."
_WEIGHT = f"Enter a number from 0 to {MAX_WEIGHT}."
_BOTH = "A support link needs both words and an address. Fill in both, or neither."


def _at_most(length: int) -> validate.Length:
    return validate.Length(max=length, error=f"Use at most {length} characters.")


def safe_link(url: str) -> bool:
    """Whether a link may be shown: a web page, a telephone number or an e-mail address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in SCHEMES and bool(parts.netloc or parts.path.strip("/")) and not any(c.isspace() for c in url)


class SettingsSchema(Schema):
    """The fields of the Studio form; blank means "not set"."""

    error_messages = {"unknown": "This is not a setting of this block. Reload the page and try again."}

    module = fields.String(required=True)
    display_name = fields.String(load_default="", validate=_at_most(100))
    weight = fields.Float(required=True, error_messages={"invalid": _WEIGHT})
    max_attempts = fields.Integer(load_default=None, allow_none=True, error_messages={"invalid": _LIMIT})
    show = fields.String(load_default="story", validate=validate.OneOf(SHOW, error="Choose the story or the cards."))
    report = fields.String(load_default="score", validate=validate.OneOf(REPORTS, error="Choose one of the three."))
    trust_name = fields.String(load_default="", validate=_at_most(80))
    support_label = fields.String(load_default="", validate=_at_most(80))
    support_url = fields.String(load_default="", validate=_at_most(300))

    @pre_load
    def tidy(self, data: Mapping[str, Any], **_named: Any) -> dict[str, Any]:
        """Trim every text; an empty limit is no limit."""
        tidied = {name: value.strip() if isinstance(value, str) else value for name, value in data.items()}
        if tidied.get("max_attempts") == "":
            tidied["max_attempts"] = None
        return tidied

    @validates_schema(skip_on_field_errors=False)
    def ranges(self, data: Mapping[str, Any], **_named: Any) -> None:
        """Numbers that parse but make no sense."""
        wrong: dict[str, list[str]] = {}
        if not 0 <= data.get("weight", 0) <= MAX_WEIGHT:
            wrong["weight"] = [_WEIGHT]
        limit = data.get("max_attempts")
        if limit is not None and not 1 <= limit <= MAX_LIMIT:
            wrong["max_attempts"] = [_LIMIT]
        if wrong:
            raise ValidationError(wrong)

    @validates_schema(skip_on_field_errors=False)
    def support(self, data: Mapping[str, Any], **_named: Any) -> None:
        """A support link is words and an address together."""
        label, url = data.get("support_label", ""), data.get("support_url", "")
        if url and not safe_link(url):
            raise ValidationError({"support_url": ["Start the address with https://, http://, tel: or mailto:"]})
        if bool(label) != bool(url):
            missing = "support_url" if label else "support_label"
            raise ValidationError({missing: [_BOTH]})

    @post_load
    def plain(self, data: dict[str, Any], **_named: Any) -> dict[str, Any]:
        """As a plain dict."""
        return dict(data)


def check(data: object, modules: Mapping[str, str]) -> dict[str, Any]:
    """The settings to save; `modules` maps installed module ids to titles.

    A blank name becomes the module's title. Raises SettingsError with one sentence for each field at fault.
    """
    if not isinstance(data, Mapping):
        raise SettingsError("The form could not be read. Reload the page and try again.", {})
    problems: dict[str, str] = {}
    loaded: dict[str, Any] = {}
    try:
        loaded = SettingsSchema().load(data)
    except ValidationError as error:
        problems = {str(name): str(found[0]) for name, found in error.messages_dict.items()}
    if data.get("module") not in modules:
        problems["module"] = "Choose one of the modules on the list."
    if problems:
        raise SettingsError("There is a problem. Nothing has been saved yet.", problems)
    loaded["display_name"] = loaded["display_name"] or modules[loaded["module"]]
    return loaded
