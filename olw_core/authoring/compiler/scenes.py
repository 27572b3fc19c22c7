"""Checks what a scene refers to: its picture, its variables, its key, where it leads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from olw_core.authoring.authored import Choose, ChooseOption, Item, Move, Picture, Scene
from olw_core.authoring.compiler import conditions
from olw_core.authoring.compiler.conditions import Variable
from olw_core.authoring.compiler.keys import check_alike, check_key
from olw_core.authoring.compiler.places import FieldPath, at_scene
from olw_core.authoring.compiler.problems import Problems

Variables = Mapping[str, Variable]


def check_scene(
    scene_id: str,
    scene: Scene,
    variables: Variables,
    problems: Problems,
) -> None:
    """Report every broken reference of one scene."""
    path = at_scene(scene_id)
    _check_end(scene, path, problems)
    for index, passage in enumerate(scene["text"]):
        where = (*path, "text", index)
        _check_condition(passage["if"], where, variables, problems)
    if scene["picture"]:
        _check_picture(scene["picture"], (*path, "picture"), problems)
    if scene["item"]:
        _check_item(scene["item"], (*path, "item"), variables, problems)


def _check_end(scene: Scene, path: FieldPath, problems: Problems) -> None:
    """A scene asks, or it ends the story."""
    if bool(scene["item"]) != bool(scene["ending"]):
        return
    problem = "This scene is a dead end: it has neither an item nor an ending."
    if scene["item"]:
        problem = "A scene needs an item or an ending, and not both."
    problems.error("scene-end", path, problem, "Add an item or an ending.")


def _check_picture(picture: Picture, path: FieldPath, problems: Problems) -> None:
    """Who cannot see a picture is told what it says."""
    if picture["file"] not in problems.source.media:
        problems.error(
            "picture-missing",
            path,
            f"There is no media/{picture['file']}.",
            "Add the file or correct the name.",
        )
    if not picture["alt"] and not picture["decorative"]:
        problems.error(
            "picture-alt",
            path,
            "The picture has no alt text.",
            "Add `alt: ...`, or `decorative: true` if it says nothing new.",
        )


def _check_item(
    item: Item,
    path: FieldPath,
    variables: Variables,
    problems: Problems,
) -> None:
    """Keys, conditions, weights and targets of a decision."""
    if item["type"] != "choose":
        check_key(item, path, problems)
        _check_go(item["go"], (*path, "go"), variables, problems)
        return
    for letter, option in item["options"].items():
        where = (*path, "options", letter)
        _check_option(option, where, variables, problems)
        if item["points"] and option["weight"] is None:
            problems.error(
                "weight-missing",
                where,
                "This option has no weight.",
                "Add `weight:` 0 to 3, or set the item's points to 0.",
            )
    _check_points(item, path, problems)


def _check_option(
    option: ChooseOption,
    path: FieldPath,
    variables: Variables,
    problems: Problems,
) -> None:
    """An option's condition, its changes and its targets."""
    _check_condition(option["if"], (*path, "if"), variables, problems)
    _check_go(option["go"], (*path, "go"), variables, problems)
    try:
        conditions.apply(option["set"], conditions.starts(variables), variables)
    except conditions.ConditionError as error:
        problems.error(
            "set-line",
            (*path, "set"),
            f"{error}.",
            "Declare it under variables, or correct the line.",
        )


def _check_points(item: Choose, path: FieldPath, problems: Problems) -> None:
    """What gives no points is not scored, and so tests nothing."""
    if item["points"]:
        check_alike(item["options"], path, problems)
    elif item["tests"]:
        problems.error(
            "tests-without-points",
            path,
            "A decision without points cannot test a behaviour.",
            "Give it points, or leave out `tests`.",
        )


def _check_condition(
    condition: str,
    path: FieldPath,
    variables: Variables,
    problems: Problems,
) -> None:
    """A condition reads declared variables only."""
    try:
        conditions.check(condition, variables)
    except conditions.ConditionError as error:
        problems.error(
            "condition",
            path,
            f"{error}.",
            "Declare the variable, or write a condition such as `rested`"
            " or `trust >= 2`.",
        )


def _check_go(
    go: Sequence[Move],
    path: FieldPath,
    variables: Variables,
    problems: Problems,
) -> None:
    """Every state needs one way on, and no line may stand behind one that always holds."""
    for index, move in enumerate(go):
        _check_condition(move["if"], (*path, index), variables, problems)
    *conditional, last = go
    if last["if"] or not all(move["if"] for move in conditional):
        problems.error(
            "go-may-fail",
            path,
            "Only the last line of `go` may, and must, stand without `if`.",
            "Add `- {to: scene}` as the last line.",
        )
