"""A subsection as a strict Open edX shows it, or does not: hidden after its due date, or an exam.

Each rule names the file of openedx/openedx-platform or openedx/edx-proctoring in which it was seen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

HIDDEN = "Because the due date has passed, this assignment is hidden."
ENTRANCE = "This is a timed exam. Begin when you are ready."
SUBMITTED = "You have submitted your timed exam."
EXPIRED = "The due date for this exam has passed."


class ExamNotFound(Exception):
    """ProctoredExamNotFoundException: an exam of another service, or of none."""


@dataclass
class Attempt:
    """edx_proctoring/models.py, ProctoredExamStudentAttempt, as its serializer tells it."""

    started_at: datetime
    status: str = "started"


@dataclass
class Proctoring:
    """edx_proctoring/services.py: the public functions of edx_proctoring/api.py, for any block.

    `minutes`: how long the exam lasts; None where no exam is known.
    """

    minutes: int | None = None
    attempts: dict[Any, Attempt] = field(default_factory=dict)
    asked: list[tuple[str, Any]] = field(default_factory=list)

    def get_exam_by_content_id(self, course_id: Any, content_id: Any) -> dict[str, Any]:
        """Keyed by texts: a key object would find no row."""
        assert isinstance(course_id, str)
        assert isinstance(content_id, str)
        self.asked.append((course_id, content_id))
        if self.minutes is None:
            raise ExamNotFound(content_id)
        return {"id": 7, "is_proctored": False}

    def get_current_exam_attempt(self, exam_id: int, user_id: Any) -> Any:
        """_check_for_attempt_timeout: an attempt whose time is over is submitted by being asked.

        update_attempt_status makes `submitted` of `timed_out`.
        """
        assert exam_id == 7
        attempt = self.attempts.get(user_id)
        if attempt is None:
            return None
        assert self.minutes is not None
        ends = attempt.started_at + timedelta(minutes=self.minutes)
        if attempt.status == "started" and datetime.now(UTC) > ends:
            attempt.status = "submitted"
        return {"status": attempt.status, "started_at": attempt.started_at}

    def begin(self, learner: Any, minutes_ago: float = 0) -> Attempt:
        """A learner presses "Start", so long ago."""
        started = datetime.now(UTC) - timedelta(minutes=minutes_ago)
        self.attempts[learner] = Attempt(started)
        return self.attempts[learner]


@dataclass
class Subsection:
    """xmodule/seq_block.py, SequenceBlock: what it shows in place of its units, "" for nothing."""

    due: datetime | None = None
    hide_after_due: bool = False
    is_time_limited: bool = False
    self_paced: bool = False

    @property
    def is_past_due(self) -> bool:
        """Its own due date, without the grace period."""
        return self.due is not None and datetime.now(UTC) >= self.due

    def in_place(self, proctoring: Proctoring, learner: Any, *, staff: bool) -> str:
        """What a learner meets who follows the course's own links.

        get_metadata (is_hidden_after_due) makes the learning MFE show its own words;
        descendants_are_gated makes render_xblock (courseware/views/views.py) show the exam's page.
        Staff are let through. In a self-paced course the course's end decides, not `due`.
        """
        if staff:
            return ""
        if self.hide_after_due and self.is_past_due and not self.self_paced:
            return HIDDEN
        if self.is_time_limited and proctoring.minutes is not None:
            return self._exam_view(proctoring, learner)
        return ""

    def _exam_view(self, proctoring: Proctoring, learner: Any) -> str:
        """edx_proctoring/api.py, _get_timed_exam_view: None, so the units, while it runs.

        Also once it is past due and was submitted, to look at (is_exam_passed_due).
        """
        attempt = proctoring.get_current_exam_attempt(7, learner)
        if attempt is None:
            return EXPIRED if self.is_past_due else ENTRANCE
        if attempt["status"] == "started":
            return EXPIRED if self.is_past_due else ""
        return "" if self.is_past_due else SUBMITTED


def as_block(runtime: Any, subsection: Subsection) -> Any:
    """The subsection as a block meets it on its way up: get_parent, and its fields."""
    return SimpleNamespace(
        scope_ids=SimpleNamespace(block_type="sequential", usage_id="block-v1:seq"),
        has_children=True,
        is_time_limited=subsection.is_time_limited,
        hide_after_due=subsection.hide_after_due,
        get_parent=lambda: runtime.get_block("course"),
        get_children=lambda usage_id_filter=None: [runtime.get_block("unit")],
    )
