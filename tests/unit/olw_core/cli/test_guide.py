"""`olw guide` writes a page, and says plainly why it could not."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from olw_core.cli import olw


def test_it_writes_the_page(tmp_path: Path) -> None:
    target = tmp_path / "kind.html"
    result = CliRunner().invoke(olw, ["guide", "kind", "--out", str(target)])
    assert (result.exit_code, f"Facilitator's guide: {target}" in result.output) == (
        0,
        True,
    )
    assert "<h3>Watch for</h3>" in target.read_text("utf-8")


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        olw, ["guide", "kind", "--out", str(tmp_path / "no" / "x.html")]
    )
    assert result.exit_code == 1
    assert "Choose another place with --out." in result.output
