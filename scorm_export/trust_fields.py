"""Reading each of a trust's choices from a TOML value: what may stand there, and what not.

A reader takes the field's name and its value, and raises ScormError with that name. The
limits are those of every door (olw_core/trust.py).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from olw_core.colour import contrast
from olw_core.report import Report
from olw_core.trust import (
    MAX_LABEL,
    MAX_LINKS,
    MAX_NAME,
    MAX_URL,
    MIN_CONTRAST,
    as_address,
    as_meant,
    is_colour,
    is_link,
    ratio_words,
    unquoted,
)
from scorm_export import names
from scorm_export.editions import edition as find_edition
from scorm_export.errors import ScormError
from scorm_export.manifest.contents import MAX_TITLE
from scorm_export.profiles import profile as find_profile
from scorm_export.profiles import report as find_report

WHITE = "#ffffff"
Links = tuple[tuple[str, str], ...]
"""Label and address of each."""
IN_A_LINK = (
    "label",
    "url",
)
"""What a block of support has."""
Reader = Callable[[str, object], object]


def refuse(name: str, problem: str, remedy: str) -> ScormError:
    """The refusal of a field that has no code of its own."""
    return ScormError("trust-field", name, problem, remedy)


def text(name: str, value: object, limit: int = MAX_NAME) -> str:
    """One line of text, or "". Raises ScormError trust-field."""
    read = as_meant(value) if isinstance(value, str) else None
    if read is None or not read.isprintable():
        remedy = 'Write it between quotes, like "Example NHS Trust".'
        raise refuse(name, "This is not a line of text.", remedy)
    if len(read) > limit:
        problem = f"This has {len(read)} characters."
        raise refuse(name, problem, f"Use at most {limit}.")
    return read


def required(name: str, value: object, limit: int = MAX_NAME) -> str:
    """One line of text that is there. Raises ScormError trust-field."""
    read = text(name, value, limit)
    if not read:
        remedy = "Write something here, or leave the whole block out."
        raise refuse(name, "This is empty.", remedy)
    return read


def colour(name: str, value: object) -> str:
    """#rrggbb under white words, or "". Raises ScormError trust-colour, trust-contrast."""
    read = unquoted(text(name, value))
    if not read:
        return ""
    if not is_colour(read):
        problem = f"{read!r} is not a colour."
        raise ScormError("trust-colour", name, problem, "Write it like #005eb8.")
    ratio = contrast(read, WHITE)
    if ratio < MIN_CONTRAST:
        raise ScormError(
            "trust-contrast",
            name,
            f"White words on {read} have a contrast of {ratio_words(ratio)} to 1,"
            " and many people could not read them.",
            f"Choose a darker colour, with at least {MIN_CONTRAST} to 1.",
        )
    return read.lower()


def link(name: str, value: object) -> str:
    """A web, mail or phone address, or "". Raises ScormError trust-field."""
    read = as_address(text(name, value, MAX_URL))
    if read and not is_link(read):
        problem = f"{read!r} is not an address a learner can use."
        remedy = "Start it with https://, mailto: or tel:, and write it without spaces."
        raise refuse(name, problem, remedy)
    return read


def support(name: str, value: object) -> Links:
    """A short list of links. Raises ScormError trust-field."""
    problem = "This is not a short list of links."
    remedy = f"Write up to {MAX_LINKS} [[support]] blocks, each with label and url."
    if not isinstance(value, list) or len(value) > MAX_LINKS:
        raise refuse(name, problem, remedy)
    if not all(isinstance(entry, dict) for entry in value):
        raise refuse(name, problem, remedy)
    read = []
    for number, entry in enumerate(value, start=1):
        read.append(_support_link(f"{name} {number}", entry))
    return tuple(read)


def _support_link(name: str, entry: Mapping[str, object]) -> tuple[str, str]:
    """Label and address of one link."""
    remedy = "Give each [[support]] block a label and a url."
    for key in entry:
        if key not in IN_A_LINK:
            problem = "There is no such setting."
            raise refuse(f"{name}: {key}", problem, remedy)
    for key in IN_A_LINK:
        if key not in entry:
            problem = "This is missing."
            raise refuse(f"{name}: {key}", problem, remedy)
    label = required(f"{name}: label", entry["label"], MAX_LABEL)
    url = link(f"{name}: url", entry["url"])
    return label, url


def titles(name: str, value: object) -> dict[str, str]:
    """Titles by module id, "course" or "cards". Raises ScormError trust-field."""
    if not isinstance(value, dict):
        remedy = 'Write a [titles] block with lines like kind = "Our title".'
        raise refuse(name, "This is not a list of titles.", remedy)
    read: dict[str, str] = {}
    for target, title in value.items():
        read[str(target)] = text(f"{name}.{target}", title, MAX_TITLE)
    return read


def pass_mark(name: str, value: object) -> int:
    """A whole number 1..100. Raises ScormError trust-pass-mark."""
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 100:
        return value
    problem = f"{value!r} is not a pass mark."
    remedy = "Use a whole number from 1 to 100."
    raise ScormError("trust-pass-mark", name, problem, remedy)


def file_name(name: str, value: object) -> str:
    """A template that makes a file name. Raises ScormError trust-field."""
    read = required(name, value)
    names.file_name(read, names.ANY_PACKAGE)
    return read


def profile(_name: str, value: object) -> str:
    """A platform's id. Raises ScormError profile-unknown."""
    return find_profile(str(value)).id


def edition(_name: str, value: object) -> str:
    """An edition's id. Raises ScormError edition-unknown."""
    return find_edition(str(value)).id


def report(_name: str, value: object) -> Report:
    """A valid report switch. Raises ScormError report-unknown."""
    return find_report(str(value))


READERS: Mapping[str, Reader] = {
    "organisation": text,
    "colour": colour,
    "support": support,
    "problem_url": link,
    "titles": titles,
    "file_name": file_name,
    "profile": profile,
    "edition": edition,
    "report": report,
    "pass_mark": pass_mark,
    "iri": link,
}
