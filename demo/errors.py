"""The one exception base of the demo: what goes wrong here is told in words, with one code."""

from __future__ import annotations

from olw_core.errors import OlwError


class DemoError(OlwError):
    """`str(error)` says what does not hold."""

    def __init__(self, told: str) -> None:
        super().__init__("demo", told)
