"""From the fields of the form to a package.

Every fault is found at once, each with its code and its field.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TypeVar

from olw_core import content
from olw_core.trust import as_meant
from scorm_export import logo as logos
from scorm_export import trust as trusts
from scorm_export.errors import ScormError
from scorm_export.package import Choice, Package
from scorm_export.plan import DEFAULT_PROFILE, Job, choose, jobs
from scorm_export.profiles import PROFILES
from scorm_export.trust import Trust

Fields = Mapping[str, str]
Value = TypeVar("Value")
WHAT = ("course", "menu", "cards")  # besides the module ids
REPORT = ("as-platform", "completion", "score", "answers")
MAX_FIELD = 600  # characters


@dataclass(frozen=True)
class FieldProblem:
    """One fault: the field's name in the form, a stable code, a sentence for the person."""

    field: str
    """As form/render.py names it."""
    code: str
    """The packager's own, or form-field."""
    message: str
    """What is wrong, and what to do."""


class FormError(ScormError):
    """All faults of a form at once, in the order of its fields."""

    def __init__(self, errors: tuple[FieldProblem, ...]) -> None:
        super().__init__(
            "form-invalid",
            "form",
            f"{len(errors)} of the answers cannot be used.",
            "See each one.",
        )
        self.errors = errors


class _Reader:
    """Reads fields one by one and keeps what is wrong with each."""

    def __init__(self, fields: Fields) -> None:
        self.fields = fields
        self.errors: list[FieldProblem] = []

    def refuse(self, name: str, why: str) -> None:
        """Keeps a fault that only the form knows."""
        self.errors.append(FieldProblem(name, "form-field", why))

    def text(self, name: str) -> str:
        """What was typed, as it was meant; "" for nothing, or for too much."""
        given = self.fields.get(name, "")
        value = as_meant(given)
        if len(value) <= MAX_FIELD:
            return value
        self.refuse(name, f"Use at most {MAX_FIELD} characters.")
        return ""

    def take(self, name: str, work: Callable[[], Value], otherwise: Value) -> Value:
        """What `work` reads; `otherwise` where it refuses, which is kept for the field."""
        try:
            return work()
        except ScormError as error:
            self.errors.append(_told(name, error))
            return otherwise

    def one_of(self, name: str, known: Collection[str], default: str) -> str:
        """One of the known answers; the default for none, or for another."""
        value = self.text(name) or default
        if value in known:
            return value
        self.refuse(name, "Choose one of the answers shown.")
        return default


def _told(name: str, error: ScormError) -> FieldProblem:
    """A fault as the packager words it."""
    sentence = f"{error.problem} {error.remedy}"
    return FieldProblem(name, error.code, sentence)


def build_from_form(fields: Fields, logo: bytes | None) -> Package:
    """The package a person asked for.

    `fields`: see form/render.py; `logo`: the bytes of the uploaded file, if any. Raises
    FormError; OlwError when a module does not compile.
    """
    reader = _Reader(fields)
    stories = content.module_ids()
    everything = (*stories, *WHAT)
    what = reader.one_of("what", everything, stories[0])
    profile = reader.one_of("platform", PROFILES, DEFAULT_PROFILE)
    report = reader.one_of("report", REPORT, REPORT[0])
    trust = _trust(reader, logo)
    if reader.errors:
        raise FormError(tuple(reader.errors))
    chosen = "" if report == REPORT[0] else report
    choice = choose(trust, profile, report=chosen)
    try:
        return _job(what, choice).run()
    except ScormError as error:
        if error.code != "trust-pass-mark":
            raise
        # Only packing can tell that a pass mark lies below chance.
        fault = _told("pass_mark", error)
        raise FormError((fault,)) from None


def _job(what: str, choice: Choice) -> Job:
    """One story, or one of the wholes."""
    wanted = () if what in WHAT else (what,)
    made = jobs(
        choice,
        wanted,
        course=what == "course",
        menu=what == "menu",
        cards=what == "cards",
    )
    return made[0]


def _trust(reader: _Reader, logo: bytes | None) -> Trust:
    """The faults are kept in the order in which the fields are read here."""
    organisation = _value(reader, "organisation")
    colour = _value(reader, "colour")
    picture = None
    if logo:
        picture = reader.take("logo", lambda: logos.accept(logo), None)
    support = _support(reader)
    problem_url = _value(reader, "problem_url")
    pass_mark = _pass_mark(reader)
    return Trust(
        organisation=organisation,
        colour=colour,
        logo=picture,
        support=support,
        problem_url=problem_url,
        pass_mark=pass_mark,
    )


def _value(reader: _Reader, name: str) -> str:
    """A field that trust.toml has too, read by the same rule."""
    given = {name: reader.text(name)}
    trust = reader.take(name, lambda: trusts.from_mapping(given), Trust())
    return str(getattr(trust, name))


def _support(reader: _Reader) -> tuple[tuple[str, str], ...]:
    """(words, address) of the one link that the form has room for; empty for none."""
    label = reader.text("support_label")
    url = reader.text("support_url")
    if not label and not url:
        return ()
    if not label or not url:
        missing = "support_url" if label else "support_label"
        reader.refuse(missing, "Give both the words and the address, or neither.")
        return ()
    link = {"label": label, "url": url}
    entry: dict[str, object] = {"support": [link]}
    trust = reader.take("support_url", lambda: trusts.from_mapping(entry), Trust())
    return trust.support


def _pass_mark(reader: _Reader) -> int | None:
    """Percent, with or without its sign; None for none."""
    text = reader.text("pass_mark")
    text = text.removesuffix("%").strip()
    if not text:
        return None
    digits = text.isdecimal() and text.isascii()
    given = int(text) if digits else text
    return reader.take("pass_mark", lambda: trusts.pass_mark("pass_mark", given), None)
