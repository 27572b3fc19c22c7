"""No line of code is longer than 100 columns, strings and comments included."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COLUMNS = 100
KINDS = (
    "*.py",
    "*.ts",
    "*.mjs",
    "*.js",
    "*.css",
    "*.scss",
    "*.html",
    "*.toml",
    "*.cfg",
    "*.mako",
    "Makefile",
    ".ci/run",
    ".pre-commit-config.yaml",
    ".prettierrc.json",
    "olw_core/player/browsers.json",
    "olw_core/player/returns.json",
    "olw_core/player/trust-limits.json",
    "olw_core/player/tsconfig.json",
)
PROSE = "codes.toml"
"""Sentences for `olw explain`, one a line.

So are stories, catalogues of words and Markdown; nobody writes goldens and npm's files by hand.
"""


def code() -> list[str]:
    """Every tracked file of code, by its path from the root."""
    listed = subprocess.run(
        ["git", "ls-files", "--", *KINDS],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    tracked = listed.stdout.split("\n")
    return [path for path in tracked if path and not path.endswith(PROSE)]


IS_CHECKOUT = (ROOT / ".git").exists()
PATHS = code() if IS_CHECKOUT else []


@pytest.mark.skipif(not IS_CHECKOUT, reason="not a checkout")
@pytest.mark.parametrize("path", PATHS)
def test_no_line_is_longer(path: str) -> None:
    lines = (ROOT / path).read_text("utf-8").split("\n")
    long = [number for number, line in enumerate(lines, 1) if len(line) > COLUMNS]
    assert long == [], f"{path} has more than {COLUMNS} columns in these lines"
