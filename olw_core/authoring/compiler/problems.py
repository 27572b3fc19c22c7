"""Collects problems while a module is checked, so that an author sees all of them at once."""

from __future__ import annotations

from dataclasses import replace

from olw_core.authoring.compiler.source import Path, Source
from olw_core.errors import ContentError, Problem


class Report:
    """Errors and warnings of one module, in the order of the file."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []

    def error(
        self,
        code: str,
        path: Path,
        problem: str,
        remedy: str,
        place: tuple[str, int] | None = None,
    ) -> None:
        """`place`: (file, line) where it is not that of the path."""
        found = self.source.problem("error", code, path, problem, remedy)
        self.problems.append(
            replace(found, file=place[0], line=place[1]) if place else found
        )

    def warning(self, code: str, path: Path, problem: str, remedy: str) -> None:
        self.problems.append(
            self.source.problem("warning", code, path, problem, remedy)
        )

    @property
    def failed(self) -> bool:
        return any(p.level == "error" for p in self.problems)

    def sorted(self) -> tuple[Problem, ...]:
        return tuple(
            sorted(
                self.problems, key=lambda p: (p.file, p.line, p.level, p.code, p.path)
            )
        )

    def stop_if_failed(self) -> None:
        """Raise ContentError with everything found so far when there is an error."""
        if self.failed:
            raise ContentError(self.sorted())
