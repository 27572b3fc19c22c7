"""Which settings a saved form changes: no others, so that a course's own settings keep working.

A setting that is written at a block, even with its usual value, no longer follows the course
(edx-platform, xmodule/modulestore/inheritance.py). So a setting that is put back to its usual value
is deleted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from olw_xblock.fields import FieldsMixin

CONTENT = "module"
"""Always written: a block names its module, whatever the default will be one day."""
FROM_COURSE = frozenset({"max_attempts"})
"""Shown empty where the block has no value of its own: an empty one follows the course."""


class ChangesMixin(FieldsMixin):
    """`own()` and `usual()` values of a setting, and `change()`."""

    fields: Any
    save: Callable[[], None]
    _field_data: Any

    def own(self, name: str) -> Any:
        """The value that the form shows."""
        if name in FROM_COURSE and not self.fields[name].is_set_on(self):
            return None
        return getattr(self, name)

    def usual(self, name: str) -> Any:
        """What holds without a value of the block's own: the course's, or the field's default."""
        field = self.fields[name]
        try:
            return field.from_json(self._field_data.default(self, name))
        except KeyError:
            return field.default

    def change(self, values: Mapping[str, Any]) -> list[str]:
        """Save the values that differ from what is there; returns their names.

        Raises InvalidScopeError where settings are read-only.
        """
        deleted = [name for name, value in values.items() if self._delete(name, value)]
        written = [name for name, value in values.items() if self._write(name, value)]
        self.save()
        return sorted({*deleted, *written})

    def _delete(self, name: str, value: Any) -> bool:
        """Whether the block's own value is to go, and it went."""
        if name == CONTENT or not self.fields[name].is_set_on(self):
            return False
        back = value == self.usual(name) and value != self.own(name)
        if value is not None and not back:
            return False
        self.fields[name].delete_from(self)
        return True

    def _write(self, name: str, value: Any) -> bool:
        """Whether the value is to be the block's own, and it became so."""
        written = self.fields[name].is_set_on(self)
        if name == CONTENT:
            same = written and value == self.own(name)
        else:
            usual = not written and value == self.usual(name)
            same = usual or value is None or value == self.own(name)
        if same:
            return False
        setattr(self, name, value)
        return True
