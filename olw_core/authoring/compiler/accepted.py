"""Warnings that the authors of a module accept, each for a reason that they give in the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from olw_core.authoring.authored.module import Accepted, Module
from olw_core.errors import Problem


@dataclass(frozen=True)
class Sifted:
    """Warnings that stay, and those that were accepted, with the reason."""

    warnings: tuple[Problem, ...]
    accepted: tuple[tuple[Problem, str], ...]


def sift(module: Module, found: Sequence[Problem]) -> Sifted:
    """Part warnings by what the module accepts."""
    warnings = []
    accepted = []
    for one in found:
        reasons = [
            entry["reason"] for entry in module["accepted"] if _is_of(one, entry)
        ]
        if reasons:
            accepted.append((one, reasons[0]))
        else:
            warnings.append(one)
    return Sifted(tuple(warnings), tuple(accepted))


def _is_of(problem: Problem, entry: Accepted) -> bool:
    """Whether an entry means this warning: its code, at its place or below it."""
    if problem.code != entry["code"]:
        return False
    at = entry["at"]
    return not at or f"{problem.path}.".startswith(f"{at}.")


def idle(module: Module, accepted: Sequence[tuple[Problem, str]]) -> Iterator[int]:
    """The entries that accept nothing, by their number from 0."""
    for index, entry in enumerate(module["accepted"]):
        if not any(_is_of(problem, entry) for problem, _ in accepted):
            yield index
