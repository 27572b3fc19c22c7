"""Warnings that the authors of a module accept, each for a reason that they give in the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from olw_core.authoring.authored.module import Accepted, Module
from olw_core.errors import Problem

Excused = tuple[Problem, str]
"""A warning, and why it is accepted."""


@dataclass(frozen=True)
class Sifted:
    """Warnings that stay, and those that were accepted, with the reason."""

    warnings: tuple[Problem, ...]
    accepted: tuple[Excused, ...]


def sift(module: Module, found: Sequence[Problem]) -> Sifted:
    """Part warnings by what the module accepts."""
    warnings = []
    accepted = []
    for one in found:
        reason = _reason(module, one)
        if reason is None:
            warnings.append(one)
        else:
            accepted.append((one, reason))
    return Sifted(tuple(warnings), tuple(accepted))


def _reason(module: Module, warning: Problem) -> str | None:
    """The first that is given for accepting a warning."""
    for entry in module["accepted"]:
        if _is_of(warning, entry):
            return entry["reason"]
    return None


def _is_of(problem: Problem, entry: Accepted) -> bool:
    """Whether an entry means this warning: its code, at its place or below it."""
    if problem.code != entry["code"]:
        return False
    at = entry["at"]
    place = f"{problem.path}."
    return not at or place.startswith(f"{at}.")


def idle(module: Module, accepted: Sequence[Excused]) -> Iterator[int]:
    """The entries that accept nothing, by their number from 0."""
    for index, entry in enumerate(module["accepted"]):
        if not any(_is_of(problem, entry) for problem, _ in accepted):
            yield index
