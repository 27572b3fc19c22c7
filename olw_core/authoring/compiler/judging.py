"""Checks conditions: variables that are declared, paths that exist and stand where they may."""

from __future__ import annotations

from collections.abc import Mapping

from olw_core.authoring.authored.module import Scene
from olw_core.authoring.compiler import conditions, paths
from olw_core.authoring.compiler.conditions import Variables
from olw_core.authoring.compiler.places import FieldPath
from olw_core.authoring.compiler.problems import Problems

_REMEDY = "Declare the variable, or write a condition such as `rested` or `trust >= 2`."
_PATH_REMEDY = (
    "Name a variable that is declared, or a path such as `desk.a` or `not desk.a`."
)


class ConditionCheck:
    """Checks conditions against the module's variables and scenes."""

    def __init__(
        self,
        variables: Variables,
        scenes: Mapping[str, Scene],
        problems: Problems,
    ) -> None:
        self.variables = variables
        self.scenes = scenes
        self.problems = problems

    def on_variables(self, condition: str, path: FieldPath) -> None:
        """While the story goes on a condition reads declared variables only."""
        for named in paths.paths_in(condition):
            self.problems.error(
                "path-outside-ending",
                path,
                f"'{named.atom}' names a choice, and the story is not over here.",
                "Use a variable that the option sets.",
            )
            return
        try:
            conditions.check(condition, self.variables)
        except conditions.ConditionError as error:
            self.problems.error(
                "condition",
                path,
                f"{error}.",
                _REMEDY,
            )

    def on_paths(self, condition: str, path: FieldPath) -> None:
        """At an ending it may also name what was chosen where."""
        self._on_paths(condition, path, self.variables)

    def on_paths_alone(self, condition: str, path: FieldPath) -> None:
        """The other chair is written once for all endings: no variables."""
        self._on_paths(condition, path, {})

    def _on_paths(self, condition: str, path: FieldPath, variables: Variables) -> None:
        """`variables`: those that may be read here."""
        for named in paths.paths_in(condition):
            fault = paths.fault(named, self.scenes)
            if fault is not None:
                self.problems.error(fault.code, path, fault.problem, fault.remedy)
        try:
            paths.check(condition, variables)
        except conditions.ConditionError as error:
            self.problems.error(
                "condition",
                path,
                f"{error}.",
                _PATH_REMEDY,
            )
