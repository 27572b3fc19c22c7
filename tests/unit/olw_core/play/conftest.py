"""The small module of the Open edX tests, compiled: a queue, then a ward, and one return card."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from olw_core import content

DESK = Path(__file__).parents[2] / "olw_xblock" / "content" / "desk"


@pytest.fixture(scope="session")
def desk() -> Any:
    return content.compile_folder(DESK).module
