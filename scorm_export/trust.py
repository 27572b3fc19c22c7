"""What a trust may change: the values of a trust.toml, of the options and of the web form, checked once in one place.

Also `trust.json`, the file inside each package that carries name, colour, logo and support links and may be edited with
Notepad after the build; docs/ld-importers/change-a-package.md describes it.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from olw_core import trust as common
from olw_core.report import Report
from olw_core.trust import (
    MAX_LABEL,
    MAX_LINKS,
    MAX_NAME,
    MAX_URL,
    MIN_CONTRAST,
    is_colour,
)
from scorm_export import logo as logos
from scorm_export import names
from scorm_export.colour import contrast
from scorm_export.editions import edition as find_edition
from scorm_export.errors import ScormError
from scorm_export.logo import Logo
from scorm_export.profiles import profile as find_profile
from scorm_export.profiles import report as find_report

DEFAULT_COLOUR = "#005eb8"


@dataclass(frozen=True)
class Trust:
    """A trust's choices. Empty strings and None mean "as the profile or the module says"."""

    organisation: str = ""
    colour: str = ""
    logo: Logo | None = None
    support: tuple[tuple[str, str], ...] = ()
    problem_url: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)
    file_name: str = names.DEFAULT_FILE_NAME
    profile: str = ""
    edition: str = ""
    report: Report | None = None
    pass_mark: int | None = None
    iri: str = ""

    def logo_file(self) -> Logo:
        """The logo that lies in the package: the trust's, or ours."""
        return self.logo or logos.default_logo()

    def player(self) -> dict[str, Any]:
        """The player's `trust` configuration (formats.md, section 8); only what was given.

        The player shows a logo or else the name: our own mark stands only where there is neither.
        """
        given: dict[str, Any] = {}
        if self.logo or not self.organisation:
            given["logo"] = self.logo_file().name
        if self.organisation:
            given["name"] = self.organisation
        if self.colour:
            given["colour"] = self.colour
        if self.support:
            given["support"] = [
                {"label": label, "url": url} for label, url in self.support
            ]
        if self.problem_url:
            given["problem_url"] = self.problem_url
        return given

    def file(self) -> bytes:
        """trust.json as it lies in the package: every field present, one per line, so that it can be edited by hand."""
        everything = {
            "name": "",
            "colour": DEFAULT_COLOUR,
            "logo": "",
            "support": [],
            "problem_url": "",
        } | self.player()
        return (json.dumps(everything, ensure_ascii=False, indent=2) + "\n").encode()


def _refuse(name: str, problem: str, remedy: str) -> ScormError:
    return ScormError("trust-field", name, problem, remedy)


def _text(name: str, value: object, limit: int = MAX_NAME) -> str:
    text = common.as_meant(value) if isinstance(value, str) else None
    if text is None or not text.isprintable():
        raise _refuse(
            name,
            "This is not a line of text.",
            'Write it between quotes, like "Example NHS Trust".',
        )
    if len(text) > limit:
        raise _refuse(
            name, f"This has {len(text)} characters.", f"Use at most {limit}."
        )
    return text


def _colour(name: str, value: object) -> str:
    text = common.unquoted(_text(name, value))
    if text and not is_colour(text):
        raise ScormError(
            "trust-colour", name, f"{text!r} is not a colour.", "Write it like #005eb8."
        )
    if text and contrast(text, "#ffffff") < MIN_CONTRAST:
        ratio = common.ratio_words(contrast(text, "#ffffff"))
        raise ScormError(
            "trust-contrast",
            name,
            f"White words on {text} have a contrast of {ratio} to 1, and many people could not read them.",
            f"Choose a darker colour, with at least {MIN_CONTRAST} to 1.",
        )
    return text.lower()


def link(name: str, value: object) -> str:
    """A web, mail or phone address, or "". Raises ScormError trust-field."""
    text = common.unquoted(_text(name, value, MAX_URL))
    if text.lower().startswith("tel:"):
        text = text.replace(" ", "")  # as people write numbers
    if text and not common.is_link(text):
        problem = f"{text!r} is not an address a learner can use."
        raise _refuse(
            name,
            problem,
            "Start it with https://, mailto: or tel:, and write it without spaces.",
        )
    return text


def _support(name: str, value: object) -> tuple[tuple[str, str], ...]:
    if (
        not isinstance(value, list)
        or len(value) > MAX_LINKS
        or not all(isinstance(entry, dict) for entry in value)
    ):
        raise _refuse(
            name,
            "This is not a short list of links.",
            f"Write up to {MAX_LINKS} [[support]] blocks, each with label and url.",
        )
    return tuple(
        (_required(f"{name}.label", e.get("label")), link(f"{name}.url", e.get("url")))
        for e in value
    )


def _required(name: str, value: object) -> str:
    text = _text(name, value, MAX_LABEL)
    if not text:
        raise _refuse(
            name,
            "This is empty.",
            "Write something here, or leave the whole block out.",
        )
    return text


def _titles(name: str, value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise _refuse(
            name,
            "This is not a list of titles.",
            'Write a [titles] block with lines like kind = "Our title".',
        )
    return {
        str(module): _text(f"{name}.{module}", title, 200)
        for module, title in value.items()
    }


def pass_mark(name: str, value: object) -> int:
    """A whole number 1..100. Raises ScormError trust-pass-mark."""
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 100:
        raise ScormError(
            "trust-pass-mark",
            name,
            f"{value!r} is not a pass mark.",
            "Use a whole number from 1 to 100.",
        )
    return value


def _file_name(name: str, value: object) -> str:
    text = _required(name, value)
    names.file_name(text, dict.fromkeys(names.FILE_NAME_FIELDS, "x"))
    return text


_READERS: Mapping[str, Any] = {
    "organisation": _text,
    "colour": _colour,
    "support": _support,
    "problem_url": link,
    "titles": _titles,
    "file_name": _file_name,
    "profile": lambda _name, value: find_profile(str(value)).id,
    "edition": lambda _name, value: find_edition(str(value)).id,
    "report": lambda _name, value: find_report(str(value)),
    "pass_mark": pass_mark,
    "iri": link,
}


def from_mapping(values: Mapping[str, object], logo: bytes | None = None) -> Trust:
    """A Trust from plain values (see trust.toml in docs/ld-importers). Raises ScormError with the field's name."""
    unknown = sorted(set(values) - set(_READERS))
    if unknown:
        raise _refuse(
            unknown[0],
            "There is no such setting.",
            f"Use one of: {', '.join(_READERS)}, logo.",
        )
    read = {name: _READERS[name](name, value) for name, value in values.items()}
    trust = Trust(**read)
    return replace(trust, logo=logos.accept(logo)) if logo is not None else trust


def from_toml(path: Path) -> Trust:
    """A Trust from a TOML file; `logo` names a file beside it. Raises ScormError (trust-*, logo-refused)."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ScormError(
            "trust-toml",
            str(path),
            f"It could not be read ({error.strerror}).",
            "Check the name.",
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ScormError(
            "trust-toml", str(path), f"It is not good TOML: {error}.", "Mend that line."
        ) from None
    return from_mapping(values, _logo_beside(path, values.pop("logo", None)))


def _logo_beside(path: Path, name: object) -> bytes | None:
    if name is None:
        return None
    try:
        return (path.parent / _required("logo", name)).read_bytes()
    except OSError as error:
        raise ScormError(
            "logo-refused",
            f"logo {name}",
            f"It could not be read ({error.strerror}).",
            "Check the name.",
        ) from None
