"""Conditions that also name paths: `garage.a` is true where option a was chosen in garage.

They stand where the story is over: in endings, echoes and the other chair. Variables are settled
when the story is unfolded; what is left is compiled as `when`, and engines judge it by the walk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from olw_core.authoring.authored.module import Scene
from olw_core.authoring.compiler import conditions
from olw_core.authoring.compiler.conditions import State, Variables
from olw_core.near import meant

When = list[list[str]]
"""What is left of a condition: one of these lists holds whole. Atoms are `scene.answer` and
`!scene.answer`."""
ALWAYS: When = [[]]
NEVER: When = []
BANDS = ("full", "part", "low")
"""Answers of pick, rank and rate, by how much was earned."""

_PATH = re.compile(
    r"""
    \s* (?P<no>not\s+)?
    (?P<scene>[a-z0-9_]+) \. (?P<answer>[a-z0-9]+)
    \s* \Z
    """,
    re.VERBOSE,
)


class Path(NamedTuple):
    """One `scene.answer`, or its opposite."""

    scene: str
    answer: str
    negated: bool

    @property
    def atom(self) -> str:
        """As engines read it."""
        mark = "!" if self.negated else ""
        return f"{mark}{self.scene}.{self.answer}"


def path_of(atom: str) -> Path | None:
    """The path that an atom names; None where it reads a variable."""
    match = _PATH.match(atom)
    if match is None:
        return None
    return Path(match["scene"], match["answer"], bool(match["no"]))


def paths_in(condition: str) -> Iterator[Path]:
    """Every path that a condition names."""
    for atoms in conditions.alternatives(condition):
        for atom in atoms:
            path = path_of(atom)
            if path is not None:
                yield path


def check(condition: str, variables: Variables) -> None:
    """Raise ConditionError for what is neither a path nor a condition on variables."""
    resolved(condition, conditions.starts(variables))


def resolved(condition: str, state: State) -> When:
    """What is left of a condition in this state. Raises ConditionError."""
    if not condition.strip():
        return ALWAYS
    left = []
    for atoms in conditions.alternatives(condition):
        paths = _left_of(atoms, state)
        if paths == []:
            return ALWAYS
        if paths is not None:
            left.append(paths)
    return left


def _left_of(atoms: list[str], state: State) -> list[str] | None:
    """The paths that atoms joined by `and` leave to judge; None where one is false."""
    left = []
    possible = True
    for atom in atoms:
        path = path_of(atom)
        if path is not None:
            left.append(path.atom)
        elif not conditions.holds(atom, state):
            possible = False
    return left if possible else None


def answers_of(scene: Scene) -> list[str]:
    """What may be named of a scene: its options, or its bands; nothing of an ending."""
    item = scene["item"]
    if item is None:
        return []
    if item["type"] == "choose":
        return list(item["options"])
    return list(BANDS)


class Fault(NamedTuple):
    """What is the matter with a path."""

    code: str
    problem: str
    remedy: str


def fault(path: Path, scenes: Mapping[str, Scene]) -> Fault | None:
    """What is the matter with a path; None where it is fine."""
    if path.scene not in scenes:
        return Fault(
            "path-scene-unknown",
            f"There is no scene '{path.scene}'.",
            f"{meant(path.scene, scenes)}. Name a scene that has an item.",
        )
    known = answers_of(scenes[path.scene])
    if path.answer not in known:
        return Fault(
            "path-option-unknown",
            f"'{path.scene}' has no answer '{path.answer}'.",
            f"Use one of: {', '.join(known) or 'none, it is an ending'}.",
        )
    return None
