"""Rows for the platform's "problem responses" report: what the report switch allows, and never the key.

Status rows always; the best score with `score` and `answers`; one row per decision only with `answers`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from olw_core.authoring.compiler.markdown import plain
from olw_core.engine import engine, progress
from olw_core.engine.record import Record
from olw_core.engine.story import LEAVE
from olw_core.errors import OlwError
from olw_core.play.sealing import SealError
from olw_xblock.i18n import mark
from olw_xblock.play import PlayMixin

STATUSES = (mark("not started"), mark("in progress"), mark("completed"))
Row = tuple[str, dict[str, str]]


class ReportsMixin(PlayMixin):
    """`generate_report_data`, as the platform calls it for each block."""

    def generate_report_data(
        self, user_state_iterator: Iterable[Any], limit_responses: int | None = None
    ) -> Iterator[Row]:
        """Yield (user name, row) for each learner's state, at most `limit_responses` rows (None or 0: all)."""
        rows = (row for state in user_state_iterator for row in self._rows(state))
        for count, row in enumerate(rows, start=1):
            yield row
            if count == limit_responses:
                return

    def _rows(self, user_state: Any) -> Iterator[Row]:
        """One learner's rows. Never raises: it would take the whole unit's report with it.

        edx-platform, instructor_task/tasks_helper/grades.py, ProblemResponses: all in one loop.
        """
        name, state = user_state.username, user_state.state
        try:
            record = engine.read(
                self.compiled(), self.opened(state.get("record"))
            ).record
        except SealError:
            yield (
                name,
                self._named(mark("cannot be opened: put the earlier secret back")),
            )
        except OlwError:
            yield name, self._named(mark("unknown: the module is not installed here"))
        else:
            yield name, self._status_row(record, state)
            if self.report == "answers":
                yield from ((name, row) for row in self._decision_rows(record))

    def _named(self, status: str) -> dict[str, str]:
        return {
            self.gettext("Module"): self.module,
            self.gettext("Status"): self.gettext(status),
        }

    def _status_row(self, record: Record, state: dict[str, Any]) -> dict[str, str]:
        """With `completion` nothing but the status, as learners are told."""
        standing = progress.standing(self.compiled(), record)
        row = self._named(standing.status)
        if self.report != "completion":
            row[self.gettext("Endings reached")] = str(state.get("attempts") or 0)
            row[self.gettext("Best score (%)")] = (
                "" if standing.percent is None else str(standing.percent)
            )
        return row

    def _decision_rows(self, record: Record) -> Iterator[dict[str, str]]:
        for past in engine.view(self.compiled(), record, self.report)["history"]:
            if past["answer"] != LEAVE:
                yield {
                    self.gettext("Module"): self.module,
                    self.gettext("Decision"): str(past["step"] + 1),
                    self.gettext("Question"): plain(past["prompt"]),
                    self.gettext("Answer"): "; ".join(
                        plain(html) for html in past["chosen"]
                    ),
                }
