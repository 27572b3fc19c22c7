"""Rules about the unfolded graph: the keyed answer is never punished, every scene and
option can be met, lengths are fair."""

from __future__ import annotations

from collections.abc import Mapping

from olw_core.authoring.authored.module import Module
from olw_core.authoring.compiler.bounds import (
    Bounds,
    Unfolded,
    branches,
)
from olw_core.authoring.compiler.lengths import (
    FIRST_SCENE_WORDS,
    RECAP_WORDS,
    SCENE_WORDS,
    limit,
)
from olw_core.authoring.compiler.lint.endings import check_endings
from olw_core.authoring.compiler.lint.greatest import keep_greatest
from olw_core.authoring.compiler.places import at_item, at_scene
from olw_core.authoring.compiler.problems import Problems
from olw_core.authoring.compiler.reading_time import minutes
from olw_core.authoring.compiler.unfold import Node
from olw_core.formats.items import CompiledItem

MAX_MINUTES = 8
"""Of the longest path."""
MIN_MINUTES = 3
"""A story that is over sooner has no room for people to be met."""
DECISIONS = (4, 6)
"""On any path: the fewest, the most."""
MOST_SAID = 2
"""How often a path may ask for words of one's own."""
MIN_STORY = 4
"""Stories with fewer scenes than this are exercises; their decisions are not counted."""


def check_structure(
    module: Module,
    unfolded: Unfolded,
    problems: Problems,
) -> None:
    """Report structural problems of the compiled graph."""
    pairs = zip(unfolded.nodes, unfolded.bounds, strict=True)
    for node, bounds in pairs:
        _check_regret(node, bounds, unfolded, problems)
    _check_met(module, unfolded, problems)
    _check_options_met(module, unfolded, problems)
    _check_scenes(module, unfolded, problems)
    start = unfolded.bounds[unfolded.start]
    _check_time(module, start, problems)
    _check_decisions(module, start, problems)
    check_endings(module, unfolded, problems)
    _check_said(unfolded, problems)


def _check_regret(
    node: Node,
    here: Bounds,
    unfolded: Unfolded,
    problems: Problems,
) -> None:
    """`here`: the bounds of the node. A scene is reported once, whatever its states."""
    item = node.item
    if item is None or item["type"] != "choose" or not item["points"]:
        return
    path = at_item(node.scene)
    punished = here.best not in _strongest(item, node.go, unfolded)
    if punished and not problems.has("key-punished", path):
        problems.error(
            "key-punished",
            path,
            "The strongest option loses points later:"
            " a weaker one leads to a higher total.",
            "Give the scenes behind the strongest option as many points as the others.",
        )


def _strongest(
    item: CompiledItem,
    go: Mapping[str, int],
    unfolded: Unfolded,
) -> list[int]:
    """The best totals that the options of greatest weight lead to."""
    moves = branches(item, go)
    top = max(move.most for move in moves)
    strongest = [move for move in moves if move.most == top]
    behind = [unfolded.bounds[move.target] for move in strongest]
    return [top + bounds.best for bounds in behind]


def _check_met(
    module: Module,
    unfolded: Unfolded,
    problems: Problems,
) -> None:
    """A scene may have links and yet no state in which one is open."""
    met = {node.scene for node in unfolded.nodes}
    for scene_id in module["story"]["scenes"]:
        if scene_id not in met:
            problems.error(
                "unreachable",
                at_scene(scene_id),
                "The conditions before this scene are never true.",
                "Correct the conditions, or remove the scene.",
            )


def _check_options_met(
    module: Module,
    unfolded: Unfolded,
    problems: Problems,
) -> None:
    """An option may stand in no state in which its scene is met."""
    scenes = module["story"]["scenes"]
    for scene_id, letters in _offered(unfolded).items():
        item = scenes[scene_id]["item"]
        assert item is not None
        for letter in item["options"]:
            if letter not in letters:
                problems.warning(
                    "option-never",
                    at_item(scene_id, "options", letter),
                    "The condition of this option is never true.",
                    "Correct the condition, or remove the option.",
                )


def _offered(unfolded: Unfolded) -> dict[str, set[str]]:
    """Scene to the options that it offers in some state."""
    offered: dict[str, set[str]] = {}
    for node in unfolded.nodes:
        if node.item:
            letters = offered.setdefault(node.scene, set())
            letters.update(option["id"] for option in node.item["options"])
    return offered


def _check_scenes(
    module: Module,
    unfolded: Unfolded,
    problems: Problems,
) -> None:
    """A scene is as long as its longest state."""
    longest: dict[str, int] = {}
    for node, words in zip(unfolded.nodes, unfolded.words, strict=True):
        keep_greatest(longest, node.scene, words)
    scenes = module["story"]["scenes"]
    for scene_id, words in longest.items():
        limit(
            words,
            SCENE_WORDS,
            at_scene(scene_id, "text"),
            "The scene",
            problems,
        )
        if not scenes[scene_id]["recap"]:
            problems.warning(
                "recap-missing",
                at_scene(scene_id),
                "There is no recap for learners who come back.",
                f"Add `recap:` of at most {RECAP_WORDS} words.",
            )
    first = unfolded.nodes[unfolded.start].scene
    if longest[first] > FIRST_SCENE_WORDS:
        problems.warning(
            "first-scene-long",
            at_scene(first, "text"),
            f"The first scene has {longest[first]} words; aim for {FIRST_SCENE_WORDS}.",
            "Start later.",
        )


def _check_time(
    module: Module,
    start: Bounds,
    problems: Problems,
) -> None:
    """A learner has a short break, not an hour."""
    time = minutes(start.words)
    if time > MAX_MINUTES:
        problems.error(
            "story-too-long",
            ("story",),
            f"The longest path takes about {time} minutes; the limit is {MAX_MINUTES}.",
            "Cut scenes or words.",
        )
    if time < MIN_MINUTES and len(module["story"]["scenes"]) >= MIN_STORY:
        problems.warning(
            "story-short",
            ("story",),
            f"The longest path takes about {_minutes(time)}.",
            f"Aim for {MIN_MINUTES} to {MAX_MINUTES - 1} minutes.",
        )


def _minutes(time: int) -> str:
    return "1 minute" if time == 1 else f"{time} minutes"


def _check_said(unfolded: Unfolded, problems: Problems) -> None:
    """Words of one's own are asked for at the dilemma; more often it is a form to fill in."""
    said: list[int] = []  # on the path from each node on that asks most
    for node in unfolded.nodes:
        ahead = max((said[target] for target in node.go.values()), default=0)
        asks = node.item is not None and "say" in node.item
        said.append(ahead + asks)
    most = said[unfolded.start]
    if most > MOST_SAID:
        problems.error(
            "say-too-often",
            ("story",),
            f"A path asks {most} times for words of one's own.",
            f"Ask at most {MOST_SAID} times, at the dilemma.",
        )


def _check_decisions(
    module: Module,
    start: Bounds,
    problems: Problems,
) -> None:
    """Paths are alike in length, and a short one can be as good as a long one."""
    few, many = DECISIONS
    fits = few <= start.shortest <= start.longest <= many
    scenes = module["story"]["scenes"]
    if not fits and len(scenes) >= MIN_STORY:
        problems.warning(
            "decisions",
            ("story",),
            f"Paths have {start.shortest} to {start.longest} decisions.",
            f"Aim for {few} to {many} on any path.",
        )
    if start.shorter_best is not None and start.shorter_best < start.best:
        problems.warning(
            "longest-only",
            ("story",),
            "Only the longest path reaches the highest total.",
            "Give shorter paths the same points.",
        )
