"""Runs the recorders' own tests in Node: values, trust.json, SCORM calls, cmi5 statements, and what
is said of saving.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.mark.parametrize("name", sorted(path.name for path in HERE.glob("*.test.mjs")))
def test_recorders(name: str) -> None:
    done = subprocess.run(
        ["node", "--test", "--test-reporter=tap", name],
        cwd=HERE,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    counts = dict(re.findall(r"^# (pass|fail) (\d+)$", done.stdout, re.MULTILINE))
    assert counts.get("fail") == "0", done.stdout + done.stderr
    assert int(counts["pass"]) > 5
