"""The framework as data: parts (Heart, Head, Hands), principles and behaviours, from modules/framework.yaml.

Ids are stable for ever. Titles of principles are quoted as names; labels are our own.
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
    """Heart, Head or Hands, with its quality (Compassionate, Curious, Collaborative)."""

    id: str
    title: str
    quality: str


@dataclass(frozen=True)
class Principle:
    """One of the six principles, with its behaviours in the framework's order."""

    id: str
    part: str
    title: str
    short_label: str
    behaviours: tuple[Behaviour, ...]


@dataclass(frozen=True)
class Framework:
    """The whole framework; look-ups by id raise KeyError for ids that do not exist."""

    id: str
    title: str
    publisher: str
    parts: tuple[Part, ...]
    principles: tuple[Principle, ...]

    def principle(self, principle_id: str) -> Principle:
        return {p.id: p for p in self.principles}[principle_id]

    def part(self, part_id: str) -> Part:
        return {p.id: p for p in self.parts}[part_id]


def from_data(data: Mapping[str, Any]) -> Framework:
    """Build the framework from the parsed framework.yaml."""
    return Framework(
        id=data["id"],
        title=data["title"],
        publisher=data["publisher"],
        parts=tuple(Part(**part) for part in data["parts"]),
        principles=tuple(
            Principle(
                id=p["id"],
                part=p["part"],
                title=p["title"],
                short_label=p["short_label"],
                behaviours=tuple(Behaviour(**b) for b in p["behaviours"]),
            )
            for p in data["principles"]
        ),
    )
