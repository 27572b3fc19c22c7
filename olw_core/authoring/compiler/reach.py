"""Checks the story's links scene by scene: every target exists, nothing is unreachable, nothing goes round in circles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from olw_core.authoring.compiler.problems import Report
from olw_core.authoring.compiler.source import Path

Scenes = Mapping[str, Mapping[str, Any]]


def links(scene: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """(path inside the scene, target) of every link."""
    item = scene["item"]
    if not item:
        return
    if item["type"] != "choose":
        yield from ((("item", "go"), part["to"]) for part in item["go"])
        return
    for letter, option in item["options"].items():
        yield from (
            (("item", "options", letter, "go"), part["to"]) for part in option["go"]
        )


def check_graph(story: Mapping[str, Any], report: Report) -> None:
    """Report unknown targets, unreachable scenes and cycles."""
    scenes: Scenes = story["scenes"]
    known = True
    if story["start"] not in scenes:
        report.error(
            "scene-unknown",
            ("story", "start"),
            f"There is no scene '{story['start']}'.",
            "Name one of the scenes.",
        )
        known = False
    for scene_id, scene in scenes.items():
        for path, target in links(scene):
            if target not in scenes:
                report.error(
                    "scene-unknown",
                    ("story", "scenes", scene_id, *path),
                    f"There is no scene '{target}'.",
                    "Correct the name or add the scene.",
                )
                known = False
    if known:
        _reach(story, report)


def _reach(story: Mapping[str, Any], report: Report) -> None:
    scenes: Scenes = story["scenes"]
    state: dict[str, str] = {}
    stack: list[tuple[str, Iterator[tuple[Path, str]]]] = [
        (story["start"], links(scenes[story["start"]]))
    ]
    state[story["start"]] = "open"
    while stack:
        scene_id, rest = stack[-1]
        step = next(rest, None)
        if step is None:
            state[scene_id] = "done"
            stack.pop()
        elif state.get(step[1]) == "open":
            report.error(
                "cycle",
                ("story", "scenes", scene_id, *step[0]),
                f"This leads back to '{step[1]}': the story would go round in circles.",
                "Link to a later scene.",
            )
        elif step[1] not in state:
            state[step[1]] = "open"
            stack.append((step[1], links(scenes[step[1]])))
    for scene_id in scenes:
        if scene_id not in state:
            report.error(
                "unreachable",
                ("story", "scenes", scene_id),
                "No choice leads to this scene.",
                "Link to it or remove it.",
            )
