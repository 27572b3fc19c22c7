"""Keeps module.yaml: reads it, writes it whole, and takes the last change back."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from olw_core.content.writing import write_whole
from olw_core.errors import ContentMissing, OlwError

_INSTALLED = {"site-packages", "dist-packages"}
"""Folders of programs; the next update replaces what stands in them."""
MOST_STEPS = 50
"""Changes that can be taken back."""


class _Step(NamedTuple):
    """The file before a change and after it."""

    before: bytes
    after: bytes


class Desk:
    """One story's file. Its methods may be called at the same time."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "module.yaml"
        self._steps: list[_Step] = []
        self._lock = threading.Lock()

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._steps)

    def text(self) -> str:
        """What the file says, with plain ends of lines. Raises ContentMissing."""
        return _decoded(self._bytes())

    def version(self) -> str:
        """Changes with the file."""
        return _digest(self._bytes())

    def change(self, version: str, edit: Callable[[str], str]) -> bool:
        """Let `edit` change the text; whether it did. Raises OlwError, and then nothing changes.

        `version`: that of the file which the author saw.
        """
        if _INSTALLED & set(self.path.resolve().parts):
            raise OlwError(
                "form-installed",
                "This story came with the program, and its next update would undo what you write."
                " Begin a copy of your own: `olw new my_story --from` and the story's id.",
            )
        with self._lock:
            before = self._bytes()
            if _digest(before) != version:
                raise OlwError(
                    "form-changed",
                    "module.yaml was changed while you wrote. Nothing was saved: your words stand"
                    " below; compare them with the file, and save again.",
                )
            text = _decoded(before)
            made = edit(text)
            if made == text:
                return False
            after = _encoded(made, before)
            self._write(after)
            self._steps.append(_Step(before, after))
            del self._steps[:-MOST_STEPS]
            return True

    def undo(self) -> None:
        """Take the last change back. Raises OlwError where the file is not as it left it."""
        with self._lock:
            if not self._steps:
                raise OlwError("form-no-undo", "There is no change to take back.")
            step = self._steps[-1]
            if self._bytes() != step.after:
                raise OlwError(
                    "form-changed",
                    "module.yaml was changed outside of this page. Nothing was taken back.",
                )
            self._write(step.before)
            self._steps.pop()

    def _bytes(self) -> bytes:
        """What the file holds. Raises ContentMissing."""
        try:
            return self.path.read_bytes()
        except OSError as error:
            raise ContentMissing(
                "module-unreadable",
                f"{self.path} cannot be read ({error.strerror}). Put it back.",
            ) from None

    def _write(self, data: bytes) -> None:
        """Raises OlwError where the file may not be written."""
        try:
            write_whole(self.path, data)
        except OSError as error:
            raise OlwError(
                "form-unwritable",
                f"{self.path} cannot be written ({error.strerror}). Nothing was changed.",
            ) from None


def _digest(data: bytes) -> str:
    """A short name for what a file holds."""
    return hashlib.sha256(data).hexdigest()[:16]


def _decoded(data: bytes) -> str:
    """Raises ContentMissing for what is no text."""
    try:
        return data.decode().replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise ContentMissing(
            "module-unreadable",
            "module.yaml is not UTF-8 text. Save it as UTF-8.",
        ) from None


def _encoded(text: str, before: bytes) -> bytes:
    """With the ends of lines that the file had."""
    if b"\r\n" in before:
        text = text.replace("\n", "\r\n")
    return text.encode()
