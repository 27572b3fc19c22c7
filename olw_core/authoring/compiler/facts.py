"""What `holds` states must be true wherever it is read: the story contradicts itself otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from olw_core.authoring.authored.module import Module, Scene
from olw_core.authoring.compiler import conditions, paths
from olw_core.authoring.compiler.conditions import State
from olw_core.authoring.compiler.paths import NEVER
from olw_core.authoring.compiler.places import FieldPath, at_scene
from olw_core.authoring.compiler.problems import Problems
from olw_core.authoring.compiler.unfold import Unfolder, told_state


def check_facts(
    module: Module,
    unfolder: Unfolder,
    problems: Problems,
) -> None:
    """Report each scene and each part of a text that is shown although its fact is false."""
    scenes = module["story"]["scenes"]
    for scene_id, state in unfolder.states():
        for path, fact in _facts(scene_id, scenes[scene_id], state):
            false = not conditions.holds(fact, state)
            if false and not problems.has("fact-contradicted", path):
                problems.error(
                    "fact-contradicted",
                    path,
                    f"'{fact}' is false here with {told_state(state)}.",
                    "Show it only where it is true, or correct the variables.",
                )


def _facts(
    scene_id: str,
    scene: Scene,
    state: State,
) -> Iterator[tuple[FieldPath, str]]:
    """Every fact that is stated in this state, with its place."""
    yield at_scene(scene_id, "holds"), scene["holds"]
    for index, passage in enumerate(scene["text"]):
        if paths.resolved(passage["if"], state) != NEVER:
            yield at_scene(scene_id, "text", index), passage["holds"]
