"""A module that an author has just begun, and its preview over real HTTP."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from olw_core.cli import olw
from olw_core.preview.server import PreviewServer


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the new module."""
    made = CliRunner().invoke(
        olw,
        [
            "new",
            "draft",
            "--principle",
            "kind",
            "--title",
            "A draft",
            "--into",
            str(tmp_path),
        ],
    )
    assert made.exit_code == 0, made.output
    return tmp_path / "draft"


@pytest.fixture
def url(folder: Path) -> Iterator[str]:
    """Where its preview is, without a slash at the end."""
    server = PreviewServer(folder, 0, "a-token")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
