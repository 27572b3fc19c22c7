"""What depends on a path can be met on some walk; otherwise the author meant another path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from olw_core.authoring.authored.module import Module, Scene
from olw_core.authoring.compiler import paths
from olw_core.authoring.compiler.chair import told_by_chair
from olw_core.authoring.compiler.edition import echoes
from olw_core.authoring.compiler.paths import When
from olw_core.authoring.compiler.places import FieldPath, at_scene
from olw_core.authoring.compiler.problems import Problems
from olw_core.authoring.compiler.unfold import Unfolder
from olw_core.authoring.compiler.walks import Arrivals, Chosen
from olw_core.engine import path as walked


class _Told(NamedTuple):
    """Something that depends on a path, where it may be told."""

    path: FieldPath
    condition: str


def check_never(
    module: Module,
    unfolder: Unfolder,
    arrivals: Arrivals,
    problems: Problems,
) -> None:
    """Report every part, picture and echo of an ending that no walk shows."""
    met: dict[FieldPath, bool] = {}
    endings = _endings(module)
    for scene_id, state in unfolder.states():
        arriving = arrivals.get(unfolder.index(scene_id, state), ())
        for path, condition in endings.get(scene_id, ()):
            if met.get(path):
                continue
            when = paths.resolved(condition, state)
            met[path] = _holds(when, arriving)
    for path, shown in met.items():
        if not shown:
            problems.error(
                "path-never",
                path,
                "No walk shows this: its condition is never true here.",
                "Correct the condition, or remove it.",
            )


def _holds(when: When, arriving: Iterable[Chosen]) -> bool:
    """Whether some of those who arrive make it true."""
    return any(walked.holds(when, chosen) for chosen in arriving)


def _endings(module: Module) -> dict[str, list[_Told]]:
    """Of each ending all that names a path: what is its own, and what every ending may show."""
    found = {}
    common = _naming_paths(_common(module))
    for scene_id, scene in module["story"]["scenes"].items():
        if scene["ending"] is not None:
            own = _naming_paths(_own(scene_id, scene))
            found[scene_id] = [*own, *common]
    return found


def _naming_paths(told: Iterable[tuple[FieldPath, str]]) -> list[_Told]:
    """Those whose condition names one."""
    return [
        _Told(path, condition) for path, condition in told if _names_path(condition)
    ]


def _names_path(condition: str) -> bool:
    """Whether it depends on what was answered, and not on variables alone."""
    named = paths.paths_in(condition)
    return any(True for _ in named)


def _own(
    scene_id: str,
    scene: Scene,
) -> Iterator[tuple[FieldPath, str]]:
    """What one ending may show: its passages and its pictures."""
    for number, passage in enumerate(scene["text"]):
        path = at_scene(scene_id, "text", number)
        yield path, passage["if"]
    for number, picture in enumerate(scene["picture"]):
        path = at_scene(scene_id, "picture", number)
        yield path, picture["if"]


def _common(module: Module) -> Iterator[tuple[FieldPath, str]]:
    """What every ending may show: the other chair, what was spent, echoes."""
    story = module["story"]
    for number, part in enumerate(told_by_chair(module)):
        yield ("story", "other_chair", "text", number), part["if"]
    for number, picture in enumerate(story["spent"]):
        yield ("story", "spent", number), picture["if"]
    for path, echo in echoes(module):
        yield path, echo["if"]
