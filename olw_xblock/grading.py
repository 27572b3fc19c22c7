"""The score: published raw at an ending, best attempt counts, and all that an LMS asks of a scorable block.

Raw scores run from 0 to 1; the platform multiplies by `weight`. With `report: completion` an ending earns the whole,
because a graded subsection needs a number and no judgement may be sent.
"""

from __future__ import annotations

from typing import Any

from xblock.scorable import Score

from olw_core.engine.record import Record
from olw_core.errors import OlwError
from olw_xblock.play import PlayMixin

MAX_SCORE = 1.0


class GradingMixin(PlayMixin):
    """ScorableXBlockMixin's contract, with `publish_grade`, which a platform's score override calls."""

    @property
    def has_score(self) -> bool:
        """Return cards are practice and never part of a grade."""
        return self.show != "cards"

    def max_score(self) -> float:
        """The most that can be earned, raw."""
        return MAX_SCORE

    def has_submitted_answer(self) -> bool:
        """Whether an ending has been reached; a story half told has no score to work out again.

        No for a module that is not installed and a record that cannot be opened: a platform
        rescores many blocks in one task, which passes over a block that says no and fails as a
        whole when one raises (edx-platform, instructor_task/tasks_helper/module_state.py).
        """
        try:
            return self.counted().done is not None
        except OlwError:
            return False

    def allows_rescore(self) -> bool:
        """Whether there is a score at all."""
        return self.has_score

    def get_score(self) -> Any:
        """Score(raw_earned, raw_possible) as stored; nothing earned yet is 0."""
        return Score(
            raw_earned=self.raw_earned or 0.0,
            raw_possible=self.raw_possible or MAX_SCORE,
        )

    def set_score(self, score: Any) -> None:
        """Store a score as it is: a staff override may also lower it."""
        self.raw_earned, self.raw_possible = score.raw_earned, score.raw_possible

    def calculate_score(self) -> Any:
        """The score that the record earns with today's key; changes nothing."""
        return self.score_of(self.counted())

    def score_of(self, record: Record) -> Any:
        """The raw score of the best finished attempt in a record."""
        if record.done is None:
            return Score(raw_earned=0.0, raw_possible=MAX_SCORE)
        earned = MAX_SCORE if self.report == "completion" else record.done.counted / 100
        return Score(raw_earned=earned, raw_possible=MAX_SCORE)

    def rescore(self, only_if_higher: bool | None) -> None:
        """Replay the record with today's key and publish. Never lowers, whatever `only_if_higher` says.

        Raises TypeError where there is no score and ValueError where nothing was finished, as the platform expects.
        An error of the publish is the platform's own and goes back to it.
        """
        if not self.allows_rescore():
            raise TypeError(self.gettext("Return cards have no score."))
        if not self.has_submitted_answer():
            raise ValueError(
                self.gettext("This learner has not reached an ending yet.")
            )
        self.raise_score(self.calculate_score())
        self.publish_grade()

    def raise_score(self, score: Any) -> bool:
        """Store the score if it is the first or better than the stored one; says whether it was."""
        better = self.raw_earned is None or _share(score) > _share(self.get_score())
        if better:
            self.set_score(score)
        return better

    def publish_grade(
        self, score: Any = None, only_if_higher: bool | None = None
    ) -> None:
        """Publish the stored score (or the one given), raw.

        `only_if_higher` is taken because platforms pass it, and never passed on: the stored score
        is the best one already. Asked for it, a platform makes a number of a grade that is still
        None, and fails (edx-platform, grades/signals/handlers.py, score_published_handler).
        """
        score = score or self.get_score()
        grade = {"value": score.raw_earned, "max_value": score.raw_possible}
        self.runtime.publish(self, "grade", {**grade, "only_if_higher": False})


def _share(score: Any) -> float:
    """Earned as a share of possible; a score with nothing possible counts as nothing."""
    return float(score.raw_earned / score.raw_possible) if score.raw_possible else 0.0
