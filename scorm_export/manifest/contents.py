"""What a manifest describes, apart from any edition: the package and its SCOs (cmi5: AUs)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MAX_TITLE = 200
"""Characters of a title that every LMS keeps (SCORM 2004 CAM 3.4.1, smallest permitted maximum)."""


@dataclass(frozen=True)
class Competency:
    """One principle and the behaviours taken from it; ids as in framework.yaml.

    id, title: the principle's.
    behaviours: id and label of each.
    """

    id: str
    title: str
    behaviours: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Description:
    """What catalogue metadata says of a package or a SCO.

    key: makes its identifiers, so it never changes.
    title, summary: as people read them.
    lang: the language of both (BCP 47).
    version: the modules' versions in a row.
    keywords: each once.
    minutes: of the longest path, at 180 words a minute.
    competencies: what it trains.
    """

    key: str
    title: str
    summary: str
    lang: str
    version: str
    keywords: tuple[str, ...]
    minutes: int
    competencies: tuple[Competency, ...]


@dataclass(frozen=True)
class Sco:
    """One launchable page.

    key: makes its identifiers, so it never changes.
    href: the page's path.
    files: the paths of all it needs, `href` first.
    about: what metadata says of it.
    """

    key: str
    href: str
    files: tuple[str, ...]
    about: Description


@dataclass(frozen=True)
class Contents:
    """A whole package.

    key: makes its identifiers, so it never changes.
    about: what metadata says of it.
    author: the trust, or the product.
    scos: its pages, in order.
    pass_mark: a percentage, or None.
    iri: the address below which its cmi5 ids lie, or "".
    """

    key: str
    about: Description
    author: str
    scos: Sequence[Sco]
    pass_mark: int | None = None
    iri: str = ""


def title(text: str) -> str:
    """A title within the 200 characters every edition allows, cut at a word."""
    if len(text) <= MAX_TITLE:
        return text
    cut = text[: MAX_TITLE - 1]
    return cut.rsplit(" ", 1)[0] + "…"
