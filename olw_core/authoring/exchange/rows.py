"""What goes to a translator: one row for each paragraph, and what comes back as an overlay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from olw_core.authoring.overlay import Texts
from olw_core.authoring.phrases import phrases


@dataclass(frozen=True)
class Row:
    """One paragraph."""

    address: str
    source: str
    target: str = ""
    """The translation; "" where there is none."""
    note: str = ""
    """Who speaks, or that the source has changed since it was translated."""


@dataclass(frozen=True)
class Sheet:
    """A story's rows. `lang` is the language of the targets."""

    story: str
    version: int
    source_lang: str
    lang: str
    rows: tuple[Row, ...]


def sheet(
    data: Mapping[str, Any],
    texts: Texts,
    lang: str,
) -> Sheet:
    """What goes out. `data`: the story; `texts`: what was translated before."""
    return Sheet(
        story=data["id"],
        version=data["version"],
        source_lang=data.get("lang", "en-GB"),
        lang=lang,
        rows=tuple(_rows(data, texts)),
    )


def _rows(data: Mapping[str, Any], texts: Texts) -> Iterator[Row]:
    """Each paragraph with its translation, as far as there is one."""
    for phrase in phrases(data):
        done = texts.get(phrase.address)
        notes = []
        if phrase.who:
            notes.append(f"{data['people'][phrase.who]['name']} speaks.")
        if done and done["was"].split() != phrase.words.split():
            notes.append(f"Changed since it was translated. It was: {done['was']}")
        target = done["now"] if done else ""
        yield Row(
            address=phrase.address,
            source=phrase.words,
            target=target,
            note=" ".join(notes),
        )


@dataclass(frozen=True)
class Merged:
    """What came back. `text`: the overlay as YAML."""

    text: str
    taken: int
    """Rows with a translation."""
    unknown: tuple[str, ...]
    """Addresses that the story does not have."""
    missing: tuple[str, ...]
    """Addresses without a translation."""


class _Lines(yaml.SafeDumper):
    """Writes words of several lines line by line, behind `|`, as people do.

    In quotes a line's end would be written as an empty line, which reading takes for the end of a
    paragraph that is lost.
    """

    def represent_str(self, words: str) -> yaml.ScalarNode:
        """A text."""
        style = "|" if "\n" in words else None
        return self.represent_scalar("tag:yaml.org,2002:str", words, style=style)


_Lines.add_representer(str, _Lines.represent_str)


def merged(
    data: Mapping[str, Any],
    texts: Texts,
    lang: str,
    rows: Sequence[Row],
) -> Merged:
    """The overlay with what came back; what was translated before stays where no row is for it."""
    order = [phrase.address for phrase in phrases(data)]
    known = set(order)
    now: dict[str, dict[str, str]] = {}
    for address, done in texts.items():
        if address in known:
            now[address] = dict(done)
    taken = []
    for row in rows:
        target = row.target.strip()
        if target and row.address in known:
            taken.append(row)
            now[row.address] = {"was": row.source, "now": target}
    overlay = {
        "lang": lang,
        "version": data["version"],
        "texts": {address: now[address] for address in order if address in now},
    }
    text = yaml.dump(
        overlay,
        Dumper=_Lines,
        allow_unicode=True,
        sort_keys=False,
        width=1000,
    )
    return Merged(
        text=text,
        taken=len(taken),
        unknown=tuple(row.address for row in rows if row.address not in known),
        missing=tuple(address for address in order if address not in now),
    )
