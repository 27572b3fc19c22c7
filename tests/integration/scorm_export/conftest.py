"""The SCORM door's integration tests run on the real modules, the built player and the published XSDs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from scorm_export.dist import build_all
from scorm_export.package import Package


@pytest.fixture(scope="session")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, list[Package]]]:
    """Everything `make dist` makes: its folder and the packages."""
    out = tmp_path_factory.mktemp("dist")
    yield out, build_all(out)
