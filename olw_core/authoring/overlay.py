"""A file of words that is laid over a story: its texts by address, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields

from olw_core.authoring.compiler.places import FieldPath, Place, dotted
from olw_core.authoring.compiler.reader import read_yaml
from olw_core.authoring.compiler.shapes import told_in_words
from olw_core.authoring.compiler.source import Source
from olw_core.authoring.phrases import Phrase, phrases
from olw_core.authoring.schema.fields import Named, Strict, flatten, required_text
from olw_core.errors import Level, Problem
from olw_core.near import meant

Texts = Mapping[str, Mapping[str, str]]
"""Address to {was, now}."""


class TextSchema(Strict):
    """One text of the story, and what stands there instead."""

    was = required_text()
    now = required_text()


def by_address() -> Named:
    """The texts of an overlay."""
    return Named(
        keys=fields.String(),
        values=fields.Nested(TextSchema),
        load_default=dict,
    )


class Overlay:
    """One file on its way over one story. `name`: the file's."""

    def __init__(
        self,
        source: Source,
        name: str,
        text: str,
    ) -> None:
        self.source = source
        self.places: dict[FieldPath, Place] = {}
        self.data, found = read_yaml(
            name,
            text,
            self.places,
        )
        self.source.found += found
        self.there: dict[str, Phrase] = {}
        """The story's texts by address."""
        for one in phrases(source.data):
            self.there[one.address] = one

    def load(self, schema: type[Strict]) -> Any:
        """The file's fields, or None where they are not in shape, which is told."""
        try:
            return schema().load(self.data)
        except ValidationError as error:
            for path, message in flatten(error.messages):
                problem, remedy = told_in_words(message)
                self.tell(
                    "error",
                    "overlay-shape",
                    path,
                    problem,
                    remedy,
                )
            return None

    def check_version(self, version: int) -> None:
        """An update may have brought scenes that these words do not know."""
        now = self.source.data.get("version")
        if version != now:
            self.tell(
                "warning",
                "overlay-version",
                ("version",),
                f"The words are for version {version} of the story, which is now {now}.",
                f"Look through it, and write `version: {now}`.",
            )

    def check_addresses(self, texts: Texts) -> None:
        """Every text still has its place in the story."""
        for address in texts:
            if address not in self.there:
                self.tell(
                    "warning",
                    "overlay-address",
                    ("texts", address),
                    f"The story has no text at '{address}' any more.",
                    f"{meant(address, self.there)}. `olw text list` shows every address.",
                )

    def stale(self, address: str, texts: Texts) -> bool:
        """Whether the story says something else now than these words were written for."""
        if address not in texts or address not in self.there:
            return False
        was = texts[address]["was"].split()
        return was != self.there[address].words.split()

    def moved_here(self, texts: Texts) -> None:
        """From now on problems of these texts are told in this file."""
        for address in texts:
            if address in self.there:
                place = self.places["texts", address]
                self.source.places[self.there[address].path] = place

    def tell(
        self,
        level: Level,
        code: str,
        path: FieldPath,
        problem: str,
        remedy: str,
    ) -> None:
        """Keep a problem of this file."""
        above = path
        while above not in self.places:
            above = above[:-1]
        file, line = self.places[above]
        found = Problem(
            level=level,
            code=code,
            file=file,
            line=line,
            path=dotted(path) or "(top)",
            problem=problem,
            remedy=remedy,
        )
        self.source.found.append(found)
