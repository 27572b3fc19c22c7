"""Imports point one way: the contracts of setup.cfg hold."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_contracts_hold() -> None:
    """As `make check` runs it, from the root, with no cache left behind."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (result.returncode, "Contracts: 2 kept, 0 broken." in result.stdout) == (0, True), (
        result.stdout + result.stderr
    )
