"""What the compiler writes: plain JSON, named by what it is (docs/developers/formats.md, 2)."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
"""An object of the compiled module."""

Strings = dict[str, str]
"""An object that holds texts only."""
