"""What a manifest describes, apart from any edition: the package and its SCOs (cmi5: AUs)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MAX_TITLE = 200


@dataclass(frozen=True)
class Competency:
    """One principle and the behaviours taken from it, as (id, label); ids as in framework.yaml."""

    id: str
    title: str
    behaviours: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Description:
    """What catalogue metadata says of a package or a SCO.

    `minutes` is the longest path at 180 words a minute.
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

    `key` makes its identifiers, so it never changes; `files` are all it needs, `href` first.
    """

    key: str
    href: str
    files: tuple[str, ...]
    about: Description


@dataclass(frozen=True)
class Contents:
    """A whole package.

    `pass_mark` is a percentage or None; `author` is the trust, or the product.
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
