"""The two small modules of this folder as the installed content, and a platform that plays one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.unit.olw_xblock.support import Platform


@pytest.fixture(scope="session")
def content_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy, because compiled modules are kept beside their source."""
    target = tmp_path_factory.mktemp("modules")
    return Path(
        shutil.copytree(Path(__file__).parent / "content", target, dirs_exist_ok=True)
    )


@pytest.fixture(autouse=True)
def _content(content_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OLW_MODULES_DIR", str(content_dir))


@pytest.fixture
def platform() -> Platform:
    return Platform().settings(module="desk")
