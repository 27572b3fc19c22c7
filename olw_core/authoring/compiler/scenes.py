"""Checks what a scene refers to: its variables, its key, where it leads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from olw_core.authoring.authored.items import Choose, ChooseOption, Echo, Item, Move
from olw_core.authoring.authored.module import Scene
from olw_core.authoring.compiler import conditions
from olw_core.authoring.compiler.conditions import Variables
from olw_core.authoring.compiler.judging import ConditionCheck
from olw_core.authoring.compiler.keys import check_alike, check_key
from olw_core.authoring.compiler.places import FieldPath, at_scene
from olw_core.authoring.compiler.problems import Problems

BANDS: tuple[Literal["full", "part", "low"], ...] = ("full", "part", "low")


class SceneCheck:
    """Checks scenes against the module's variables."""

    def __init__(
        self, variables: Variables, scenes: Mapping[str, Scene], problems: Problems
    ) -> None:
        self.variables = variables
        self.problems = problems
        self.conditions = ConditionCheck(variables, scenes, problems)

    def check(self, scene_id: str, scene: Scene) -> None:
        """Report every broken reference of one scene."""
        path = at_scene(scene_id)
        self._check_end(scene, path)
        item = scene["item"]
        check = self.conditions.on_variables
        check(scene["holds"], (*path, "holds"))
        judge = self.conditions.on_paths if scene["ending"] else check
        for index, passage in enumerate(scene["text"]):
            where = (*path, "text", index)
            judge(passage["if"], where)
            check(passage["holds"], where)
        for index, picture in enumerate(scene["picture"]):
            where = (*path, "picture", index)
            judge(picture["if"], where)
        if item:
            self._check_item(item, (*path, "item"))

    def _check_end(self, scene: Scene, path: FieldPath) -> None:
        """A scene asks, or it ends the story."""
        asks = bool(scene["item"])
        ends = bool(scene["ending"])
        if asks != ends:
            return
        problem = "This scene is a dead end: it has neither an item nor an ending."
        if asks:
            problem = "A scene needs an item or an ending, and not both."
        remedy = "Add an item or an ending."
        self.problems.error("scene-end", path, problem, remedy)

    def _check_item(self, item: Item, path: FieldPath) -> None:
        """Keys, conditions, weights and targets of a decision."""
        if item["type"] != "choose":
            for name in BANDS:
                where = (*path, "feedback", name)
                feedback = item["feedback"][name]
                self._check_echoes(feedback["echo"], where)
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
        self.conditions.on_variables(option["if"], (*path, "if"))
        self._check_echoes(option["echo"], path)
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

    def _check_echoes(self, echoes: Sequence[Echo], path: FieldPath) -> None:
        """What is said at the ending may name paths. `path`: of what has the echoes."""
        for index, echo in enumerate(echoes):
            where = (*path, "echo", index)
            self.conditions.on_paths(echo["if"], where)

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

    def _check_go(self, go: Sequence[Move], path: FieldPath) -> None:
        """Every state needs one way on, and no line may stand behind one that holds
        always."""
        for index, move in enumerate(go):
            where = (*path, index)
            self.conditions.on_variables(move["if"], where)
        *earlier, last = go
        conditional = all(move["if"] for move in earlier)
        if last["if"] or not conditional:
            self.problems.error(
                "go-may-fail",
                path,
                "Only the last line of `go` may, and must, stand without `if`.",
                "Add `- {to: scene}` as the last line.",
            )
