"""The framework as data: parts (Heart, Head, Hands), principles and behaviours.

It is read from modules/framework.yaml. Ids are stable for ever. Titles of principles are
quoted as names; labels are our own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Behaviour:
    """One of the 33 behaviours: a stable id and our short label."""

    id: str
    label: str


@dataclass(frozen=True)
class Part:
    """Heart, Head or Hands, with its quality."""

    id: str
    title: str
    quality: str
    """Compassionate, Curious or Collaborative."""


@dataclass(frozen=True)
class Principle:
    """One of the six principles, with its behaviours in the framework's order."""

    id: str
    part: str
    """The id of a part."""
    title: str
    """Quoted from the framework."""
    short_label: str
    """Our own."""
    behaviours: tuple[Behaviour, ...]


@dataclass(frozen=True)
class Framework:
    """The whole framework; look-ups by id raise KeyError for ids that do not exist."""

    id: str
    title: str
    publisher: str
    parts: tuple[Part, ...]
    principles: tuple[Principle, ...]

    def principle_ids(self) -> list[str]:
        """The ids of the principles, in the framework's order."""
        return [principle.id for principle in self.principles]

    def has_principle(self, principle_id: str) -> bool:
        """Whether the framework knows this id."""
        return principle_id in self.principle_ids()

    def principle(self, principle_id: str) -> Principle:
        """The principle of this id. Raises KeyError."""
        for principle in self.principles:
            if principle.id == principle_id:
                return principle
        raise KeyError(principle_id)

    def part(self, part_id: str) -> Part:
        """The part of this id. Raises KeyError."""
        for part in self.parts:
            if part.id == part_id:
                return part
        raise KeyError(part_id)


def from_data(data: Mapping[str, Any]) -> Framework:
    """Build the framework from the parsed framework.yaml.

    Raises KeyError or TypeError for other data.
    """
    return Framework(
        id=data["id"],
        title=data["title"],
        publisher=data["publisher"],
        parts=tuple(Part(**part) for part in data["parts"]),
        principles=tuple(_principle(one) for one in data["principles"]),
    )


def _principle(data: Mapping[str, Any]) -> Principle:
    """One principle of framework.yaml."""
    return Principle(
        id=data["id"],
        part=data["part"],
        title=data["title"],
        short_label=data["short_label"],
        behaviours=tuple(Behaviour(**one) for one in data["behaviours"]),
    )
