"""One module's authored data, merged from its files, with the line of every value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from olw_core.authoring.compiler.places import FieldPath, Place, dotted
from olw_core.authoring.compiler.reader import read_yaml
from olw_core.errors import ContentError, Level, Problem

Texts = Mapping[str, str]
"""File name -> text."""
_TOP: Place = ("module.yaml", 1)


@dataclass
class Source:
    """One module's authored data, with the place of every value."""

    data: dict[str, Any]
    """The fields of all files, as plain data."""
    places: dict[FieldPath, Place] = field(default_factory=dict)
    media: Texts = field(default_factory=dict)
    """The pictures, as SVG text."""
    found: list[Problem] = field(default_factory=list)
    """What reading has warned of."""

    def place(self, path: FieldPath) -> Place:
        """The place of the nearest known value at or above `path`."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, _TOP)

    def problem(
        self,
        level: Level,
        code: str,
        path: FieldPath,
        problem: str,
        remedy: str,
    ) -> Problem:
        """A problem at the place of `path`."""
        file, line = self.place(path)
        return Problem(
            level=level,
            code=code,
            file=file,
            line=line,
            path=dotted(path) or "(top)",
            problem=problem,
            remedy=remedy,
        )


def read_source(files: Texts, media: Texts) -> Source:
    """Parse and merge a module's files.

    `files`: module.yaml, and cards.yaml and facilitator.yaml where there are any.
    Raises ContentError, with file and line, for text that is not YAML: of all files at once.
    """
    source = Source(data={}, media=media)
    broken: list[Problem] = []
    for name, text in files.items():
        try:
            data, found = read_yaml(name, text, source.places)
        except ContentError as error:
            broken += error.problems
            continue
        source.found += found
        for key, value in data.items():
            _add(source, key, value)
    if broken:
        raise ContentError([*broken, *source.found])
    return source


def _add(
    source: Source,
    key: str,
    value: object,
) -> None:
    """Take over one field of a file; a field stands in one file only."""
    if key in source.data:
        twice = source.problem(
            "error",
            "yaml-twice",
            (key,),
            f"'{key}' stands in two files.",
            "Keep it in one of them.",
        )
        raise ContentError([twice])
    source.data[key] = value
