"""Writes a file whole or not at all, and text as the same bytes on every system."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` in the place of the file; a reader meets the old or the new, never a part.

    Raises OSError, and leaves the file as it was, where that fails.
    """
    half = path.with_name(f".{path.name}.half")
    try:
        half.write_bytes(data)
        os.replace(half, path)
    except OSError:
        with suppress(OSError):
            half.unlink()
        raise


def write_text(path: Path, text: str) -> None:
    """A text file of UTF-8 that has the same bytes on every system. Raises OSError."""
    data = text.encode("utf-8")
    path.write_bytes(data)
