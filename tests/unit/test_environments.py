"""Where other Pythons are looked for, and which one is taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import environments
from tests.unit.test_lock import MACHINES

SHIM = "#!/bin/sh\necho 'pyenv: python3.12: command not found' >&2\nexit 127\n"
"""What pyenv puts on the PATH for a Python that it was not told to use."""


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH and a pyenv with nothing in them."""
    monkeypatch.setenv("PATH", f"{tmp_path}/on_path")
    monkeypatch.setenv("PYENV_ROOT", f"{tmp_path}/pyenv")
    return tmp_path


def put(path: Path, words: str) -> Path:
    """A program."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words)
    path.chmod(0o755)
    return path


def says(version: str) -> str:
    """A program that says that it is this Python."""
    return f"#!/bin/sh\necho {version}\n"


def test_none(machine: Path) -> None:
    assert environments.found("3.12") is None


def test_on_the_path(machine: Path) -> None:
    put(machine / "pyenv/versions/3.12.1/bin/python", says("3.12"))
    first = put(machine / "on_path/python3.12", says("3.12"))
    assert environments.found("3.12") == first


def test_only_in_pyenv(machine: Path) -> None:
    put(machine / "on_path/python3.12", SHIM)
    put(machine / "pyenv/versions/3.11.7/bin/python", says("3.11"))
    put(machine / "pyenv/versions/3.12.0/bin/python", "#!/nowhere\n")
    right = put(machine / "pyenv/versions/3.12.1/bin/python", says("3.12"))
    assert environments.found("3.12") == right


def test_those_we_say_we_run_on() -> None:
    assert set(environments.PYTHONS) == {m["python_version"] for m in MACHINES}


def test_what_is_run_is_there() -> None:
    wanted = [
        *environments.CORE,
        *environments.SERVICE,
        environments.LONG,
    ]
    assert [path for path in wanted if not (environments.ROOT / path).exists()] == []
