"""One value of the form, and values that belong together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from olw_core.authoring.compiler.places import FieldPath

Kind = Literal["line", "lines", "choice", "number", "ticks"]
Choices = Sequence[tuple[str, str]]
"""What may be chosen: the value, and the words for it."""


@dataclass(frozen=True)
class Field:
    """One value."""

    path: FieldPath
    label: str
    value: str
    """As it stands in the file; "" where it is not there; of ticks the values with spaces."""
    kind: Kind = "line"
    choices: Choices = ()
    hint: str = ""

    @property
    def widget(self) -> Kind:
        """What shows it: a text of several lines needs a box for them."""
        return "lines" if self.kind == "line" and "\n" in self.value else self.kind

    @property
    def name(self) -> str:
        """In the page's form."""
        return "/".join(str(part) for part in self.path)


@dataclass(frozen=True)
class Group:
    """Fields that belong together, under one heading."""

    title: str
    fields: Sequence[Field]
    left: Sequence[str] = field(default_factory=list)
    """Names of what only the file can change here."""


def mapping(value: object) -> Mapping[str, Any]:
    """A group; an empty one for anything else."""
    return value if isinstance(value, Mapping) else {}


def text(value: object) -> str:
    """A value as an author reads it."""
    if value is None or isinstance(value, Mapping | list):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value).rstrip("\n")


def listed(value: object) -> str:
    """The values of a list, with spaces."""
    return " ".join(map(str, value)) if isinstance(value, list) else ""
