"""From the fields of the form to a package. Every fault is found at once, each with its code and its field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from olw_core import content
from olw_core.trust import as_meant
from scorm_export import logo as logos
from scorm_export import trust as trusts
from scorm_export.errors import ScormError
from scorm_export.package import Choice, Package
from scorm_export.plan import DEFAULT_PROFILE, Job, choose, jobs
from scorm_export.profiles import PROFILES
from scorm_export.trust import Trust

Value = TypeVar("Value")
WHAT = ("course", "menu", "cards")  # besides the module ids
MAX_FIELD = 600  # characters


@dataclass(frozen=True)
class FieldError:
    """One fault: the field's name in the form, a stable code, and a sentence for the person."""

    field: str
    code: str
    message: str


class FormError(ScormError):
    """All faults of a form at once, in the order of its fields."""

    def __init__(self, errors: tuple[FieldError, ...]) -> None:
        super().__init__(
            "form-invalid",
            "form",
            f"{len(errors)} of the answers cannot be used.",
            "See each one.",
        )
        self.errors = errors


class _Reader:
    """Reads fields one by one and keeps what is wrong with each."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        self.fields = fields
        self.errors: list[FieldError] = []

    def text(self, name: str) -> str:
        value = as_meant(self.fields.get(name, ""))
        if len(value) > MAX_FIELD:
            self.errors.append(
                FieldError(name, "form-field", f"Use at most {MAX_FIELD} characters.")
            )
            return ""
        return value

    def take(self, name: str, work: Callable[[], Value], otherwise: Value) -> Value:
        try:
            return work()
        except ScormError as error:
            self.errors.append(
                FieldError(name, error.code, f"{error.problem} {error.remedy}")
            )
            return otherwise

    def one_of(self, name: str, known: tuple[str, ...], default: str) -> str:
        value = self.text(name) or default
        if value in known:
            return value
        self.errors.append(
            FieldError(name, "form-field", "Choose one of the answers shown.")
        )
        return default


def build_from_form(fields: Mapping[str, str], logo: bytes | None) -> Package:
    """The package a person asked for. `fields`: see form/render.py; `logo`: the bytes of the uploaded file, if any.

    Raises FormError; OlwError when a module does not compile.
    """
    reader = _Reader(fields)
    what = reader.one_of(
        "what", (*content.module_ids(), *WHAT), content.module_ids()[0]
    )
    profile = reader.one_of("platform", tuple(PROFILES), DEFAULT_PROFILE)
    report = reader.one_of(
        "report", ("as-platform", "completion", "score", "answers"), "as-platform"
    )
    trust = _trust(reader, logo)
    if reader.errors:
        raise FormError(tuple(reader.errors))
    choice = choose(trust, profile, report="" if report == "as-platform" else report)
    try:
        return _job(what, choice).run()
    except ScormError as error:
        if error.code != "trust-pass-mark":
            raise
        # Only packing can tell that a pass mark lies below chance.
        raise FormError(
            (FieldError("pass_mark", error.code, f"{error.problem} {error.remedy}"),)
        ) from None


def _job(what: str, choice: Choice) -> Job:
    if what == "course":
        return jobs(choice, course=True)[0]
    if what == "menu":
        return jobs(choice, menu=True)[0]
    if what == "cards":
        return jobs(choice, cards=True)[0]
    return jobs(choice, [what])[0]


def _trust(reader: _Reader, logo: bytes | None) -> Trust:
    values: dict[str, Any] = {}
    for name in ("organisation", "colour"):
        values[name] = _value(reader, name)
    values["logo"] = (
        reader.take("logo", lambda: logos.accept(logo), None) if logo else None
    )
    values["support"] = _support(reader)
    values["problem_url"] = _value(reader, "problem_url")
    values["pass_mark"] = _pass_mark(reader)
    return Trust(**{name: value for name, value in values.items() if value is not None})


def _value(reader: _Reader, name: str) -> str:
    text = reader.text(name)
    return str(
        getattr(
            reader.take(name, partial(trusts.from_mapping, {name: text}), Trust()), name
        )
    )


def _support(reader: _Reader) -> tuple[tuple[str, str], ...]:
    label, url = reader.text("support_label"), reader.text("support_url")
    if not label and not url:
        return ()
    if not label or not url:
        field = "support_url" if label else "support_label"
        reader.errors.append(
            FieldError(
                field, "form-field", "Give both the words and the address, or neither."
            )
        )
        return ()
    entry = {"support": [{"label": label, "url": url}]}
    return reader.take("support_url", lambda: trusts.from_mapping(entry).support, ())


def _pass_mark(reader: _Reader) -> int | None:
    text = reader.text("pass_mark").removesuffix("%").strip()
    if not text:
        return None
    number = int(text) if text.isdecimal() and text.isascii() else None
    return reader.take(
        "pass_mark",
        lambda: trusts.pass_mark("pass_mark", number if number is not None else text),
        None,
    )
