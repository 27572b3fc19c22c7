"""What a trust may change: the values of a trust.toml, of the options and of the web form.

Also `trust.json`, the file inside each package that carries name, colour, logo and support
links and may be edited with Notepad after the build;
docs/ld-importers/change-a-package.md describes it.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from olw_core import content
from olw_core.formats.player import SupportLink, Theme
from olw_core.report import Report
from scorm_export import logo as logos
from scorm_export import names
from scorm_export.errors import ScormError
from scorm_export.logo import Logo
from scorm_export.trust_fields import READERS, Links, pass_mark, refuse, required

__all__ = ["DEFAULT_COLOUR", "Trust", "from_mapping", "from_toml", "pass_mark"]

DEFAULT_COLOUR = "#005eb8"


@dataclass(frozen=True)
class Trust:
    """A trust's choices. Empty strings and None mean "as the profile or the module says".

    organisation: its name, which learners see where there is no logo.
    colour: #rrggbb of the player's buttons and links.
    logo: the picture at the head of each story.
    support: label and address of places that learners can turn to.
    problem_url: where learners report that something is wrong.
    titles: its own titles by module id, "course" or "cards".
    file_name: the template of the zips' names (names.py).
    profile: the id of its platform (profiles.py).
    edition: the id of an edition other than the platform's (editions.py).
    report: what the LMS is told, other than the platform's.
    pass_mark: a percentage; without one nobody passes or fails.
    iri: the address below which its cmi5 ids lie.
    """

    organisation: str = ""
    colour: str = ""
    logo: Logo | None = None
    support: Links = ()
    problem_url: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)
    file_name: str = names.DEFAULT_FILE_NAME
    profile: str = ""
    edition: str = ""
    report: Report | None = None
    pass_mark: int | None = None
    iri: str = ""

    @property
    def author(self) -> str:
        """Who the package is from: the organisation, or the product."""
        return self.organisation or names.DEFAULT_AUTHOR

    def logo_file(self) -> Logo:
        """The logo that lies in the package: the trust's, or ours."""
        return self.logo or logos.default_logo()

    def player(self) -> Theme:
        """The player's `trust` configuration (formats.md, section 8); only what was given.

        The player shows a logo or else the name: our own mark stands only where there is
        neither.
        """
        given: Theme = {}
        if self.logo or not self.organisation:
            given["logo"] = self.logo_file().name
        if self.organisation:
            given["name"] = self.organisation
        if self.colour:
            given["colour"] = self.colour
        if self.support:
            given["support"] = [
                SupportLink(label=label, url=url) for label, url in self.support
            ]
        if self.problem_url:
            given["problem_url"] = self.problem_url
        return given

    def file(self) -> bytes:
        """trust.json as it lies in the package.

        Every field is there, one a line, so that it can be edited by hand.
        """
        everything: dict[str, object] = {
            "name": "",
            "colour": DEFAULT_COLOUR,
            "logo": "",
            "support": [],
            "problem_url": "",
        }
        everything |= self.player()
        text = json.dumps(everything, ensure_ascii=False, indent=2)
        return f"{text}\n".encode()


def from_mapping(values: Mapping[str, object], logo: bytes | None = None) -> Trust:
    """A Trust from plain values (see trust.toml in docs/ld-importers).

    Raises ScormError with the field's name.
    """
    unknown = sorted(set(values) - set(READERS))
    if unknown:
        remedy = f"Use one of: {', '.join(READERS)}, logo."
        raise refuse(unknown[0], "There is no such setting.", remedy)
    read: dict[str, Any] = {}
    for name, value in values.items():
        read[name] = READERS[name](name, value)
    if logo is not None:
        read["logo"] = logos.accept(logo)
    return Trust(**read)


def from_toml(path: Path) -> Trust:
    """A Trust from a TOML file; `logo` names a file beside it.

    Raises ScormError (trust-*, logo-refused).
    """
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        problem = f"It could not be read ({error.strerror})."
        raise ScormError("trust-toml", str(path), problem, "Check the name.") from None
    except UnicodeDecodeError:
        problem = "It is not UTF-8 text."
        remedy = "Save it again with the encoding UTF-8."
        raise ScormError("trust-toml", str(path), problem, remedy) from None
    except tomllib.TOMLDecodeError as error:
        problem = f"It is not good TOML: {error}."
        remedy = 'Mend that line. Words stand between straight quotes, "like this".'
        raise ScormError("trust-toml", str(path), problem, remedy) from None
    logo = _logo_beside(path, values.pop("logo", None))
    read = from_mapping(values, logo)
    _see_stories(read.titles)
    return read


def _see_stories(titles: Mapping[str, str]) -> None:
    """Raises ScormError trust-field for a title of what nobody has."""
    stories = content.module_ids()
    known = {"course", "cards", *stories}
    for target in titles:
        if target not in known:
            place = f"titles.{target}"
            problem = "There is no such story."
            listed = ", ".join(stories)
            remedy = f"Use course, cards or the id of a story: {listed}."
            raise refuse(place, problem, remedy)


def _logo_beside(path: Path, name: object) -> bytes | None:
    """The file that `logo` names, seen from trust.toml; None where it names none."""
    if name is None:
        return None
    try:
        return (path.parent / required("logo", name)).read_bytes()
    except OSError as error:
        problem = f"It could not be read ({error.strerror})."
        remedy = "Check the name."
        raise ScormError("logo-refused", f"logo {name}", problem, remedy) from None
