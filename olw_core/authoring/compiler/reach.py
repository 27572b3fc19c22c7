"""Checks the story's links scene by scene: every target exists, nothing is unreachable,
nothing goes round in circles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from olw_core.authoring.authored.module import Scene, Story
from olw_core.authoring.compiler.places import FieldPath, at_item, at_scene
from olw_core.authoring.compiler.problems import Problems
from olw_core.near import meant


class Link(NamedTuple):
    """A line of `go`: where it stands, and the scene it names."""

    path: FieldPath
    target: str


def links(scene_id: str, scene: Scene) -> Iterator[Link]:
    """Every link of a scene."""
    item = scene["item"]
    if item is None:
        return
    if item["type"] != "choose":
        for move in item["go"]:
            yield Link(at_item(scene_id, "go"), move["to"])
        return
    for letter, option in item["options"].items():
        for move in option["go"]:
            yield Link(at_item(scene_id, "options", letter, "go"), move["to"])


def check_graph(story: Story, problems: Problems) -> None:
    """Report unknown targets, unreachable scenes and cycles."""
    if _targets_exist(story, problems):
        walk = _Walk(story, problems)
        walk.run()
        walk.note_unreached()


def _targets_exist(story: Story, problems: Problems) -> bool:
    """Whether every link names a scene; those that do not are reported."""
    scenes = story["scenes"]
    known = story["start"] in scenes
    if not known:
        problems.error(
            "scene-unknown",
            ("story", "start"),
            f"There is no scene '{story['start']}'.",
            f"{meant(story['start'], scenes)}. Name one of the scenes.",
        )
    for scene_id, scene in scenes.items():
        for link in links(scene_id, scene):
            if link.target not in scenes:
                problems.error(
                    "scene-unknown",
                    link.path,
                    f"There is no scene '{link.target}'.",
                    f"{meant(link.target, scenes)}. Correct the name or add the scene.",
                )
                known = False
    return known


class _Entered(NamedTuple):
    """A scene that the walk has entered, and its links that were not followed yet."""

    scene_id: str
    rest: Iterator[Link]


class _Walk:
    """Goes through all scenes from the start, depth first, without recursion."""

    def __init__(self, story: Story, problems: Problems) -> None:
        self.scenes = story["scenes"]
        self.problems = problems
        self._open: list[_Entered] = []
        self._state: dict[str, str] = {}
        self._enter(story["start"])

    def _enter(self, scene_id: str) -> None:
        """Begin with a scene: its links are still to be followed."""
        self._state[scene_id] = "open"
        rest = links(scene_id, self.scenes[scene_id])
        self._open.append(_Entered(scene_id, rest))

    def run(self) -> None:
        """Visit everything reachable; report links to a scene that is still open."""
        while self._open:
            scene_id, rest = self._open[-1]
            link = next(rest, None)
            if link is None:
                self._state[scene_id] = "done"
                self._open.pop()
            else:
                self._follow(link)

    def _follow(self, link: Link) -> None:
        """Go on to a new scene; a scene that is still open closes a circle."""
        if link.target not in self._state:
            self._enter(link.target)
        elif self._state[link.target] == "open":
            self.problems.error(
                "cycle",
                link.path,
                f"This leads back to '{link.target}':"
                " the story would go round in circles.",
                "Link to a later scene.",
            )

    def note_unreached(self) -> None:
        """Report every scene that was not visited."""
        for scene_id in self.scenes:
            if scene_id not in self._state:
                self.problems.error(
                    "unreachable",
                    at_scene(scene_id),
                    "No choice leads to this scene.",
                    "Link to it or remove it.",
                )
