"""Collects problems while a module is checked, so that an author sees all at once."""

from __future__ import annotations

import operator
from dataclasses import replace

from olw_core.authoring.compiler.places import FieldPath, Place, dotted
from olw_core.authoring.compiler.source import Source
from olw_core.errors import ContentError, Problem

_order = operator.attrgetter(
    "level",
    "file",
    "line",
    "code",
    "path",
)


class Problems:
    """Errors and warnings of one module, in the order in which they were found."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.found: list[Problem] = [*source.found]

    def error(
        self,
        code: str,
        path: FieldPath,
        problem: str,
        remedy: str,
        place: Place | None = None,
    ) -> None:
        """`place`: (file, line) where it is not that of the path."""
        error = self.source.problem(
            "error",
            code,
            path,
            problem,
            remedy,
        )
        if place is not None:
            file, line = place
            error = replace(error, file=file, line=line)
        self.found.append(error)

    def warning(
        self,
        code: str,
        path: FieldPath,
        problem: str,
        remedy: str,
    ) -> None:
        """What may stay, though it should not."""
        warning = self.source.problem(
            "warning",
            code,
            path,
            problem,
            remedy,
        )
        self.found.append(warning)

    def has(self, code: str, path: FieldPath) -> bool:
        """Whether this was found at this place before."""
        where = dotted(path)
        alike = [one for one in self.found if one.code == code]
        return any(one.path == where for one in alike)

    def sorted(self) -> tuple[Problem, ...]:
        """Everything found: errors first, each kind in the order of the files."""
        return tuple(sorted(self.found, key=_order))

    def stop_if_failed(self) -> None:
        """Raise ContentError with everything found so far when there is an error."""
        if any(one.level == "error" for one in self.found):
            raise ContentError(self.sorted())
