"""Runs the tests of the LMS page's strict rules in Node."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path


def test_strict_rules() -> None:
    done = subprocess.run(
        ["node", "--test", "--test-reporter=tap", "rules.test.mjs"],
        cwd=Path(__file__).parent,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    counts = dict(re.findall(r"^# (pass|fail) (\d+)$", done.stdout, re.MULTILINE))
    assert counts.get("fail") == "0", done.stdout + done.stderr
    assert int(counts["pass"]) > 15
