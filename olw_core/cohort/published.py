"""What is published of one module in one room: all that page, print and files are made of.

A room is a course or a programme.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from olw_core.cohort.principles import PrincipleWord, principle_words
from olw_core.cohort.stops import StopsTold
from olw_core.cohort.tables import Shares, Table
from olw_core.formats.compiled import Module


@dataclass(frozen=True)
class Published:
    """One module in one room.

    `tables`, `elsewhere`: by scene, only where enough people answered. `asked_for`: scenes that
    learners wish to talk about. `plans`: at least so many made one, 0 = nothing is told.
    `people`: at least so many are counted, in tens. `moved_at`: of the newest step; None before the
    first. `stops`: what would stop people of the whole organisation; None where too few said so.
    """

    module: Module
    tables: Mapping[str, Table]
    elsewhere: Mapping[str, Shares]
    asked_for: Sequence[str]
    plans: int
    people: int
    moved_at: datetime | None
    stops: StopsTold | None = None

    @property
    def words(self) -> PrincipleWord:
        """The principle and its behaviours."""
        return principle_words(self.module, self.tables)
