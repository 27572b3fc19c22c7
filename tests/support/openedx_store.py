"""Where a strict Open edX keeps what it knows: settings, and a row for each learner and block.

Each rule names the file of openedx/openedx-platform in which it was seen.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from xblock.exceptions import InvalidScopeError, KeyValueMultiSaveError
from xblock.fields import Boolean, DateTime, Integer, JSONField, Scope, String
from xblock.runtime import KeyValueStore, KvsFieldData

AUTHORED = (Scope.content, Scope.settings)
INHERITED = ("due", "graceperiod", "max_attempts", "self_paced", "show_correctness")
"""xmodule/modulestore/inheritance.py: fields that a block takes from the course or section."""


class Timedelta(JSONField):  # type: ignore[misc]
    """xmodule/fields.py: "2 hours" and the like; XBlock has it from 6 on, a platform always."""

    def from_json(self, value: Any) -> timedelta | None:
        if not value or isinstance(value, timedelta):
            return value or None
        number, unit = value.split()
        return timedelta(**{unit: float(number)})

    def to_json(self, value: Any) -> Any:
        return value


class InheritanceMixin:
    """The fields and the deadline rule of xmodule/modulestore/inheritance.py (InheritanceMixin)."""

    due = DateTime(scope=Scope.settings)
    graceperiod = Timedelta(scope=Scope.settings)
    max_attempts = Integer(scope=Scope.settings)
    self_paced = Boolean(default=False, scope=Scope.settings)

    show_correctness = String(default="always", scope=Scope.settings)

    @property
    def close_date(self) -> datetime | None:
        """The due date with the grace period; None where there is no due date."""
        due: datetime | None = self.due
        grace: timedelta = self.graceperiod or timedelta()
        return due and due + grace

    def has_deadline_passed(self) -> bool:
        """Past the close date; never in a self-paced course."""
        if self.self_paced or self.close_date is None:
            return False
        return datetime.now(UTC) > self.close_date


@dataclass
class Row:
    """lms/djangoapps/courseware/models.py, StudentModule: made with a state and no grade."""

    state: str = "{}"
    grade: float | None = None
    max_grade: float | None = None


@dataclass
class Store(KeyValueStore):  # type: ignore[misc]
    """The platform's database. `studio`: settings may be written; an LMS keeps them read-only."""

    authored: dict[tuple[Any, str], Any] = field(default_factory=dict)
    inherited: dict[str, Any] = field(default_factory=dict)
    parents: dict[Any, Any] = field(default_factory=dict)
    extensions: dict[Any, Any] = field(default_factory=dict)
    rows: dict[tuple[Any, Any], Row] = field(default_factory=dict)
    preferences: dict[tuple[Any, str], str] = field(default_factory=dict)
    session: dict[Any, Any] | None = None
    studio: bool = False
    failing_saves: list[str] = field(default_factory=list)
    saves: int = 0

    def get(self, key: Any) -> Any:
        """A stored JSON value; KeyError where there is none."""
        if key.scope in AUTHORED:
            return self.authored[key.block_scope_id, key.field_name]
        if key.scope == Scope.parent:
            return self.parents[key.block_scope_id]
        self._bound(key)
        if self.session is not None and key in self.session:
            return self.session[key]
        if key.scope == Scope.preferences:
            return json.loads(self.preferences[key.user_id, key.field_name])
        return json.loads(self.rows[key.user_id, key.block_scope_id].state)[
            key.field_name
        ]

    def has(self, key: Any) -> bool:
        """Whether there is a stored value."""
        try:
            self.get(key)
        except KeyError:
            return False
        return True

    def default(self, key: Any) -> Any:
        """A setting's inherited value (InheritingFieldData.default); KeyError without one."""
        if key.scope == Scope.settings and key.field_name in INHERITED:
            return self.inherited[key.field_name]
        raise KeyError(key.field_name)

    def set(self, key: Any, value: Any) -> None:
        """One value, by the same rules as many."""
        self.set_many({key: value})

    def set_many(self, update: Mapping[Any, Any]) -> None:
        """All or none of one learner's state of one block: its row is one JSON text.

        lms/djangoapps/courseware/model_data.py: UserStateCache and FieldDataCache.set_many turn an
        error of the database into KeyValueMultiSaveError.
        """
        self.saves += 1
        if self.failing_saves:
            raise KeyValueMultiSaveError([self.failing_saves.pop()])
        for key, value in update.items():
            self._write(key, value)

    def delete(self, key: Any) -> None:
        """Deletions are made at once, not at the next save (xblock.fields.Field.__delete__)."""
        self._may_write(key)
        del self.authored[key.block_scope_id, key.field_name]

    def _write(self, key: Any, value: Any) -> None:
        self._may_write(key)
        if key.scope in AUTHORED:
            self.authored[key.block_scope_id, key.field_name] = value
            return
        self._bound(key)
        if self.session is not None:
            self.session[key] = value
            return
        if key.scope == Scope.preferences:
            self.preferences[key.user_id, key.field_name] = json.dumps(value)
            return
        row = self.rows.setdefault((key.user_id, key.block_scope_id), Row())
        row.state = json.dumps({**json.loads(row.state), key.field_name: value})

    def _may_write(self, key: Any) -> None:
        """lms/djangoapps/lms_xblock/field_data.py: authored data are read-only in the LMS."""
        if key.scope in AUTHORED and not self.studio:
            raise InvalidScopeError(f"{key.field_name} is read-only here")

    def _bound(self, key: Any) -> None:
        """A block of the modulestore that is bound to nobody has no learner's fields.

        xmodule/modulestore/split_mongo/split_mongo_kvs.py: other scopes are refused.
        """
        if key.user_id is None:
            raise InvalidScopeError(f"{key.field_name}: this block is bound to nobody")


class LearnersFieldData(KvsFieldData):  # type: ignore[misc]
    """A block's fields as one learner has them: a due date may be extended for that learner.

    openedx/edx-when, edx_when/field_data.py (DateLookupFieldData).
    """

    def get(self, block: Any, name: str) -> Any:
        """The learner's own due date, or what is stored."""
        extended = self._extended(block, name)
        return super().get(block, name) if extended is None else extended

    def has(self, block: Any, name: str) -> bool:
        """Whether there is a value for this learner."""
        return self._extended(block, name) is not None or bool(super().has(block, name))

    def _extended(self, block: Any, name: str) -> Any:
        return (
            self._kvs.extensions.get(block.scope_ids.user_id) if name == "due" else None
        )
