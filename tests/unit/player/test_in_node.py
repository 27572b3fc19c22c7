"""Runs the player's own tests in Node: values, trust.json, recorders, what is said of saving."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FILES = sorted(HERE.rglob("*.test.mjs"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_in_node(file: Path) -> None:
    done = subprocess.run(
        ["node", "--test-reporter=tap", file.name],
        cwd=file.parent,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    counts = dict(re.findall(r"^# (pass|fail) (\d+)$", done.stdout, re.MULTILINE))
    assert counts.get("fail") == "0", done.stdout + done.stderr
    assert int(counts["pass"]) > 5
