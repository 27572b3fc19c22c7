"""The Python engine gives what stands in the shared vectors, to the last word.

Its twin is held to the same files in tests/integration/engines.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.modules import GOLDEN, golden
from tests.support.twin import call_python

VECTORS = sorted((GOLDEN / "vectors").glob("*.json"))


@pytest.mark.parametrize("path", VECTORS, ids=lambda path: path.stem)
def test_vectors(path: Path) -> None:
    vectors = json.loads(path.read_text("utf-8"))
    module = golden(path.stem)
    given = [call_python(module, vector["call"]) for vector in vectors]
    assert given == [vector["gives"] for vector in vectors]
