"""Which settings a saved form changes: no others, so that a course's own settings keep working.

A setting that is written at a block, even with its usual value, no longer follows the course
(edx-platform, xmodule/modulestore/inheritance.py). So a setting that is put back to its usual value
is deleted.
"""

from __future__ import annotations

from typing import Any

from olw_xblock.block_protocol import Block, Values

CONTENT = "module"
"""Always written: a block names its module, whatever the default will be one day."""
FROM_COURSE = ("max_attempts",)
"""Shown empty where the block has no value of its own: an empty one follows the course."""


def own(block: Block, name: str) -> Any:
    """The value that the form shows."""
    if name in FROM_COURSE and not is_set(block, name):
        return None
    return getattr(block, name)


def usual(block: Block, name: str) -> Any:
    """What holds without a value of the block's own: the course's, or the field's default."""
    field = block.fields[name]
    try:
        return field.from_json(block._field_data.default(block, name))
    except KeyError:
        return field.default


def change(block: Block, values: Values) -> list[str]:
    """Save the values that differ from what is there; returns their names.

    Raises InvalidScopeError where settings are read-only.
    """
    changed = set()
    for name, value in values.items():
        if _is_to_be_deleted(block, name, value):
            field = block.fields[name]
            field.delete_from(block)
            changed.add(name)
    for name, value in values.items():
        if _is_to_be_written(block, name, value):
            setattr(block, name, value)
            changed.add(name)
    block.save()
    return sorted(changed)


def is_set(block: Block, name: str) -> bool:
    """Whether the block has a value of its own."""
    return bool(block.fields[name].is_set_on(block))


def _is_to_be_deleted(block: Block, name: str, value: Any) -> bool:
    """Whether the block's own value is to go."""
    if name == CONTENT or not is_set(block, name):
        return False
    if value is None:
        return True
    if value == own(block, name):
        return False
    return bool(value == usual(block, name))


def _is_to_be_written(block: Block, name: str, value: Any) -> bool:
    """Whether the value is to be the block's own."""
    if name == CONTENT:
        return _is_other_content(block, value)
    if value is None or value == own(block, name):
        return False
    return is_set(block, name) or value != usual(block, name)


def _is_other_content(block: Block, value: Any) -> bool:
    """A name that is not written yet is not read either.

    XBlock takes a field that was read first for unchanged when it is set to what was read
    (xblock.fields.Field.__set__), and would not write it.
    """
    if not is_set(block, CONTENT):
        return True
    return bool(value != own(block, CONTENT))
