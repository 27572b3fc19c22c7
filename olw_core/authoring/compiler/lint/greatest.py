"""The greatest number seen for each key, which two rules about the graph ask for."""

from __future__ import annotations

from typing import TypeVar

Key = TypeVar("Key", str, int)


def keep_greatest(
    found: dict[Key, int],
    key: Key,
    value: int,
) -> None:
    """Raise the number kept for a key, which begins at 0, where the value is greater."""
    before = found.get(key, 0)
    found[key] = max(before, value)
