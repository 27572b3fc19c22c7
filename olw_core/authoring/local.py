"""A trust's own names, numbers, links and sentences, laid over a story that is not theirs.

They stand in `local.yaml` in a folder of the story's name, away from the story itself, so that an
update of the story leaves them alone; what an update has changed under them is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from olw_core.authoring.compiler.source import Source
from olw_core.authoring.overlay import Overlay, by_address
from olw_core.authoring.phrases import reworded
from olw_core.authoring.schema.fields import Named, Strict, required_text, whole

LOCAL = "local.yaml"
"""The file of a trust's changes to one story."""
Names = Mapping[str, str]
"""A name, number or link as the story has it, and as the trust has it."""


class LocalSchema(Strict):
    """What a trust changes in one story."""

    version = whole(1, 9999)
    names = Named(
        keys=required_text(),
        values=required_text(),
        load_default=dict,
    )
    texts = by_address()


def lay(source: Source, text: str) -> None:
    """Lay a local.yaml over a story's data. `text`: the file.

    What is wrong with it joins what reading the story has found. Raises ContentError where it
    is no YAML.
    """
    overlay = Overlay(
        source,
        LOCAL,
        text,
    )
    local = overlay.load(LocalSchema)
    if local is None:
        return
    names, texts = local["names"], local["texts"]
    overlay.check_version(local["version"])
    overlay.check_addresses(texts)
    _check_names(names, overlay)
    _check_changed(texts, overlay)
    overlay.moved_here(texts)

    def change(address: str, said: str) -> str:
        if address in texts:
            return str(texts[address]["now"])
        return renamed(said, names)

    source.data = reworded(source.data, change)


def _check_names(names: Names, overlay: Overlay) -> None:
    """A name that stands nowhere changes nothing."""
    everything = "\n".join(one.words for one in overlay.there.values())
    for name in names:
        if not re.search(_word(name), everything):
            overlay.tell(
                "error",
                "local-name-absent",
                ("names", name),
                f"'{name}' stands nowhere in the story.",
                "Write it as the story does, letter by letter, or remove the line.",
            )


def _check_changed(texts: Mapping[str, object], overlay: Overlay) -> None:
    """An update may have changed a sentence under the trust's own."""
    for address in texts:
        if overlay.stale(address, overlay.data["texts"]):
            overlay.tell(
                "warning",
                "local-text-changed",
                ("texts", address),
                f"The story now says here: '{overlay.there[address].words}'",
                "Look whether your words still fit, and write the new ones under `was`.",
            )


def renamed(text: str, names: Names) -> str:
    """A text with every name replaced; longer names go first, and none is replaced twice."""
    if not names:
        return text
    longest_first = sorted(
        names,
        key=len,
        reverse=True,
    )
    pattern = "|".join(_word(name) for name in longest_first)
    return re.sub(
        pattern,
        lambda match: names[match[0]],
        text,
    )


def _word(name: str) -> str:
    """A pattern for a name as a whole word, or as whole words."""
    return rf"(?<!\w){re.escape(name)}(?!\w)"


def starter(data: Mapping[str, Any]) -> Iterator[str]:
    """The lines of a new local.yaml: the story's version, and the names of its people."""
    yield "# What we change in this story. Left: as the story says it; right: as we say it."
    yield "# Places, phone numbers and links may stand here too, in quotes."
    yield f"version: {data['version']}"
    yield "names:"
    for person in data["people"].values():
        first, *_ = str(person["name"]).split()
        yield f"  {first}: {first}"
    yield "texts: {}"
