"""A story in another language: its texts by address, in `module.<lang>.yaml`, over the same ids.

What is not translated, or was translated from other words than the story has now, is shown in the
story's own language with a mark before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from marshmallow import fields

from olw_core.authoring.compiler.source import Source
from olw_core.authoring.overlay import Overlay, Texts, by_address
from olw_core.authoring.phrases import Phrase, reworded
from olw_core.authoring.schema.fields import Strict, whole

_NAME = re.compile(r"people\.[a-z0-9_]+\.name")
LISTED = 3
"""Addresses that a warning names."""


class TranslationSchema(Strict):
    """A story's texts in one language."""

    lang = fields.String(required=True)
    version = whole(1, 9999)
    texts = by_address()


def lay(
    source: Source,
    name: str,
    text: str,
    lang: str,
) -> None:
    """Lay a translation over a story's data. `name`, `text`: the file.

    What is wrong with it joins what reading the story has found. Raises ContentError where it
    is no YAML.
    """
    overlay = Overlay(
        source,
        name,
        text,
    )
    translation = overlay.load(TranslationSchema)
    if translation is None:
        return
    texts = translation["texts"]
    _check_lang(
        translation["lang"],
        lang,
        overlay,
    )
    overlay.check_version(translation["version"])
    overlay.check_addresses(texts)
    _tell_lacking(texts, overlay)
    overlay.moved_here(texts)
    lacking = {one.address for one in _lacking(texts, overlay)}
    mark = f"[{source.data.get('lang', 'en-GB')}] "

    def change(address: str, said: str) -> str:
        if address in lacking:
            return mark + said
        return str(texts[address]["now"]) if address in texts else said

    source.data = reworded(source.data, change)
    source.data["lang"] = lang


def _check_lang(
    named: str,
    lang: str,
    overlay: Overlay,
) -> None:
    """The file is found by its name, and says the same of itself."""
    if named != lang:
        overlay.tell(
            "error",
            "translation-lang",
            ("lang",),
            f"The file is in '{named}' but is named for '{lang}'.",
            "Give both the same language.",
        )


def is_name(phrase: Phrase) -> bool:
    """Whether a text is somebody's name, which needs no translation."""
    return bool(_NAME.fullmatch(phrase.address))


def _lacking(texts: Texts, overlay: Overlay) -> Iterator[Phrase]:
    """The texts that are shown in the story's own language."""
    for address, phrase in overlay.there.items():
        missing = address not in texts and not is_name(phrase)
        if missing or overlay.stale(address, texts):
            yield phrase


def _tell_lacking(texts: Texts, overlay: Overlay) -> None:
    """One warning for what is missing and one for what has changed."""
    missing: list[str] = []
    stale: list[str] = []
    for phrase in _lacking(texts, overlay):
        kind = stale if phrase.address in texts else missing
        kind.append(phrase.address)
    if missing:
        overlay.tell(
            "warning",
            "translation-missing",
            ("texts",),
            f"{len(missing)} of {len(overlay.there)} texts are not translated:"
            f" {_listed(missing)}.",
            "Translate them; until then they are shown untranslated, with a mark.",
        )
    if stale:
        overlay.tell(
            "warning",
            "translation-stale",
            ("texts", stale[0]),
            f"{len(stale)} texts have changed since they were translated:"
            f" {_listed(stale)}.",
            "Translate them anew; until then they are shown untranslated, with a mark.",
        )


def _listed(addresses: list[str]) -> str:
    more = len(addresses) - LISTED
    told = ", ".join(addresses[:LISTED])
    return f"{told} and {more} more" if more > 0 else told
