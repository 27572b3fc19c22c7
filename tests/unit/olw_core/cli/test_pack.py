"""`olw pack`."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from olw_core.cli import olw


def test_it_writes_one_file_and_says_whom_it_is_for(tmp_path: Path) -> None:
    target = tmp_path / "session.html"
    told = CliRunner().invoke(olw, ["pack", "kind", "--out", str(target)])
    assert (told.exit_code, "Keep it from learners" in told.output) == (0, True)
    assert "Vote cards" in target.read_text("utf-8")


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    target = tmp_path / "none" / "session.html"
    told = CliRunner().invoke(olw, ["pack", "kind", "--out", str(target)])
    assert (told.exit_code, "--out" in told.output) == (1, True)
