"""The learner's player: TypeScript sources in src/, the built bundles in dist/.

Its words stand in strings/<lang>.json, who has signed them in languages.json, what a trust may
write in trust-limits.json, the days on which cards come back in returns.json.
"""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import TypedDict

from olw_core import language_tags
from olw_core.errors import ContentMissing

HERE = Path(__file__).resolve().parent
STYLE = "player.css"
MORE = "player-more.js"
MORE_PACKAGED = "player-more-packaged.js"
"""The second script of the doors with a server, and that of packages and the preview."""
BUNDLES = (
    "player.js",
    "player-local.js",
    "player-scorm12.js",
    "player-scorm2004.js",
    "player-cmi5.js",
    MORE,
    MORE_PACKAGED,
    STYLE,
)
"""What a page may load.

Every script fetches its second one from beside itself once the first screen stands.
"""

ENGLISH = "en-GB"
LANGUAGES = HERE / "languages.json"


def bundle(name: str) -> bytes:
    """One built file, by its name in BUNDLES.

    Raises ContentMissing: player-unknown, player-not-built.
    """
    if name not in BUNDLES:
        raise ContentMissing(
            "player-unknown",
            f"There is no player file '{name}'. The files are: {', '.join(BUNDLES)}.",
        )
    try:
        return (HERE / "dist" / name).read_bytes()
    except OSError:
        raise ContentMissing(
            "player-not-built",
            f"{HERE / 'dist' / name} is not there. Run `npm ci && npm run build` in {HERE}.",
        ) from None


@functools.lru_cache(maxsize=1)
def limits() -> dict[str, int | float | str]:
    """What a trust may write of itself (trust-limits.json); the player has it built in."""
    read: dict[str, int | float | str] = json.loads(
        (HERE / "trust-limits.json").read_text("utf-8")
    )
    return read


@functools.lru_cache(maxsize=1)
def return_days() -> tuple[int, ...]:
    """Days after a story is finished on which its cards and its plan come back (returns.json)."""
    read: dict[str, list[int]] = json.loads((HERE / "returns.json").read_text("utf-8"))
    return tuple(read["days"])


@functools.lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """Languages the player can speak."""
    return tuple(sorted(path.stem for path in (HERE / "strings").glob("*.json")))


class Reviewed(TypedDict):
    """Who has read the words of a language, and when (YYYY-MM-DD).

    `texts`: the SHA-256 of all that they read (`olw text words`).
    """

    by: str
    on: str
    texts: str


class Language(TypedDict):
    """What languages.json tells of one. `note`: what a page says while nobody has read it."""

    name: str
    reviewed: Reviewed | None
    note: str


@functools.lru_cache(maxsize=1)
def known_languages() -> dict[str, Language]:
    """languages.json: who has read the words of which language, in every door."""
    read: dict[str, Language] = json.loads(LANGUAGES.read_text("utf-8"))
    return read


def unreviewed(lang: str) -> bool:
    """Whether no speaker has yet read our words in the language for `lang`."""
    return known_languages()[nearest(lang)]["reviewed"] is None


def unreviewed_note(lang: str) -> str:
    """What a page says of it, in that language."""
    return known_languages()[nearest(lang)]["note"]


def strings(lang: str) -> dict[str, str]:
    """The player's words by key, in the language or the nearest there is.

    English where a word is not translated.
    """
    return {**_strings(ENGLISH), **_strings(nearest(lang))}


def nearest(lang: str) -> str:
    """The language file for `lang`: the same tag, else the same language, else English."""
    return language_tags.nearest(lang, languages()) or ENGLISH


@functools.lru_cache(maxsize=8)
def _strings(lang: str) -> dict[str, str]:
    parts: dict[str, dict[str, str]] = json.loads(
        (HERE / "strings" / f"{lang}.json").read_text("utf-8")
    )
    found: dict[str, str] = {}
    for part in parts.values():
        found.update(part)
    return found
