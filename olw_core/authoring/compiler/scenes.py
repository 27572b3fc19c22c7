"""Checks what a scene refers to: its picture, its variables, its key, where it leads."""

from __future__ import annotations

from collections.abc import Sequence

from olw_core.authoring.authored import Choose, ChooseOption, Item, Move, Picture, Scene
from olw_core.authoring.compiler import conditions
from olw_core.authoring.compiler.conditions import Variables
from olw_core.authoring.compiler.keys import check_alike, check_key
from olw_core.authoring.compiler.places import FieldPath, at_scene
from olw_core.authoring.compiler.problems import Problems


class SceneCheck:
    """Checks scenes against the module's variables and pictures."""

    def __init__(self, variables: Variables, problems: Problems) -> None:
        self.variables = variables
        self.problems = problems

    def check(self, scene_id: str, scene: Scene) -> None:
        """Report every broken reference of one scene."""
        path = at_scene(scene_id)
        self._check_end(scene, path)
        for index, passage in enumerate(scene["text"]):
            self._check_condition(passage["if"], (*path, "text", index))
        if scene["picture"]:
            self._check_picture(scene["picture"], (*path, "picture"))
        if scene["item"]:
            self._check_item(scene["item"], (*path, "item"))

    def _check_end(self, scene: Scene, path: FieldPath) -> None:
        """A scene asks, or it ends the story."""
        if bool(scene["item"]) != bool(scene["ending"]):
            return
        problem = "This scene is a dead end: it has neither an item nor an ending."
        if scene["item"]:
            problem = "A scene needs an item or an ending, and not both."
        remedy = "Add an item or an ending."
        self.problems.error("scene-end", path, problem, remedy)

    def _check_picture(self, picture: Picture, path: FieldPath) -> None:
        """Who cannot see a picture is told what it says."""
        if picture["file"] not in self.problems.source.media:
            self.problems.error(
                "picture-missing",
                path,
                f"There is no media/{picture['file']}.",
                "Add the file or correct the name.",
            )
        if not picture["alt"] and not picture["decorative"]:
            self.problems.error(
                "picture-alt",
                path,
                "The picture has no alt text.",
                "Add `alt: ...`, or `decorative: true` if it says nothing new.",
            )

    def _check_item(self, item: Item, path: FieldPath) -> None:
        """Keys, conditions, weights and targets of a decision."""
        if item["type"] != "choose":
            check_key(item, path, self.problems)
            self._check_go(item["go"], (*path, "go"))
            return
        for letter, option in item["options"].items():
            where = (*path, "options", letter)
            self._check_option(option, where)
            if item["points"] and option["weight"] is None:
                self.problems.error(
                    "weight-missing",
                    where,
                    "This option has no weight.",
                    "Add `weight:` 0 to 3, or set the item's points to 0.",
                )
        self._check_points(item, path)

    def _check_option(self, option: ChooseOption, path: FieldPath) -> None:
        """An option's condition, its changes and its targets."""
        self._check_condition(option["if"], (*path, "if"))
        self._check_go(option["go"], (*path, "go"))
        state = conditions.starts(self.variables)
        try:
            conditions.apply(option["set"], state, self.variables)
        except conditions.ConditionError as error:
            self.problems.error(
                "set-line",
                (*path, "set"),
                f"{error}.",
                "Declare it under variables, or correct the line.",
            )

    def _check_points(self, item: Choose, path: FieldPath) -> None:
        """What gives no points is not scored, and so tests nothing."""
        if item["points"]:
            check_alike(item["options"], path, self.problems)
        elif item["tests"]:
            self.problems.error(
                "tests-without-points",
                path,
                "A decision without points cannot test a behaviour.",
                "Give it points, or leave out `tests`.",
            )

    def _check_condition(self, condition: str, path: FieldPath) -> None:
        """A condition reads declared variables only."""
        try:
            conditions.check(condition, self.variables)
        except conditions.ConditionError as error:
            self.problems.error(
                "condition",
                path,
                f"{error}.",
                "Declare the variable, or write a condition such as `rested`"
                " or `trust >= 2`.",
            )

    def _check_go(self, go: Sequence[Move], path: FieldPath) -> None:
        """Every state needs one way on, and no line may stand behind one that holds
        always."""
        for index, move in enumerate(go):
            self._check_condition(move["if"], (*path, index))
        *conditional, last = go
        if last["if"] or not all(move["if"] for move in conditional):
            self.problems.error(
                "go-may-fail",
                path,
                "Only the last line of `go` may, and must, stand without `if`.",
                "Add `- {to: scene}` as the last line.",
            )
