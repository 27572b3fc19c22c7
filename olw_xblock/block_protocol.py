"""What the parts of this package may use of the block, with its type: above all its fields.

`block.py` declares the fields; the names of a learner's fields are for ever, since renaming one
would lose what learners have done.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

Stored = Mapping[str, Any]
"""What a platform stores, earlier versions' too: JSON, of which nothing is certain."""
Values = Mapping[str, Any]
"""Setting -> its value, of the kind that its rule in studio_settings.py says."""


class Block(Protocol):
    """The block as its parts see it."""

    runtime: Any
    scope_ids: Any
    fields: Any

    # What Studio sets, the same for every learner
    module: str
    language: str
    display_name: str
    weight: float | None
    max_attempts: int | None
    show: str
    report: str
    trust_name: str
    support_label: str
    support_url: str

    # What is kept of one learner in this block
    record: str
    practice: str
    card_log: str
    attempts: int
    raw_earned: float | None
    raw_possible: float | None
    owed: list[str]
    plays: str
    shelf: dict[str, Stored]

    # What is shared between one learner's blocks: id of a finished module -> usage id of the block
    # -> content version; in the first edition id -> content version
    done_modules: Stored
    # and the language in which the learner has chosen to read; "" for none
    chosen_language: str

    has_score: bool
    _field_data: Any

    def gettext(self, text: str) -> str:
        """The text in the learner's language."""

    def save(self) -> None:
        """XBlock's own. Raises XBlockSaveError."""

    def emit_completion(self, completion_percent: float) -> None:
        """CompletableXBlockMixin's own: a share from 0 to 1."""

    def _clear_dirty_fields(self) -> None:
        """XBlock's own: forget what was set and not saved."""
