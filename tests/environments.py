"""Tests in other environments than .venv: other Pythons, and the lowest versions that are allowed.

`python -m tests.environments pythons` or `lowest`; run by `make pythons` and `make lowest`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import which

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "build" / "environments"
PYTHONS = ("3.11", "3.12", "3.13")
CORE = ["tests/unit/olw_core", "tests/unit/olw_xblock", "tests/integration/olw_xblock"]
"""What differs most between Pythons: 3.11 has another XBlock than 3.12 and later."""

SERVICE = [
    "tests/unit/scorm_export",
    "tests/unit/lti_service",
    "tests/integration/lti_service",
]
LONG = "tests/unit/olw_core/cohort/test_attack.py"
"""Arithmetic alone, for a minute."""

ONCE_MORE = ["--reruns", "1"]
"""Everything here has passed on the own Python; who is late on a busy machine is tried again, and
the summary says so.
"""
WHOLE = "3.13"
"""Here every door is tried, and lines are counted: from 3.12 on Python tells of each line once,
which costs next to nothing.
"""

COUNTED = ["--cov", "--cov-config=tests/lines.cfg", "--cov-report=term:skip-covered"]
VERSION = "import sys; print('{}.{}'.format(*sys.version_info))"


def pythons() -> int:
    """The core and the XBlock, with the locked versions, on each other Python of this machine.

    On one of them every door; there fails, too, what leaves more than a twentieth of the lines
    unread.
    """
    own = "{}.{}".format(*sys.version_info)
    failed = 0
    for version in PYTHONS:
        if version == own:
            continue
        python = found(version)
        if python is None:
            _say(f"Python {version}: skipped, there is none on this machine.")
            continue
        _say(f"Python {version}: {python}")
        more = [*COUNTED, *SERVICE] if version == WHOLE else []
        failed |= _tried(_locked, python, version, [*CORE, *more])
    return failed


def lowest() -> int:
    """All doors with the lowest version of each library that setup.cfg allows."""
    return _tried(_lowest, Path(sys.executable), "lowest", [*CORE, *SERVICE])


def found(version: str) -> Path | None:
    """A Python of this version that starts, from the PATH or pyenv."""
    for python in _candidates(version):
        if _version(python) == version:
            return python
    return None


def _candidates(version: str) -> Iterator[Path]:
    """pyenv's own python3.12 on the PATH starts only where pyenv was told which."""
    on_path = which(f"python{version}")
    if on_path:
        yield Path(on_path)
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    yield from sorted((pyenv / "versions").glob(f"{version}.*/bin/python"))


def _version(python: Path) -> str:
    """What it says of itself; nothing where it does not start."""
    try:
        asked = subprocess.run(
            [python, "-c", VERSION], capture_output=True, text=True, check=False
        )
    except OSError:
        return ""
    return asked.stdout.strip()


Install = Callable[[Path], None]


def _tried(install: Install, python: Path, name: str, tests: list[str]) -> int:
    """1 where a test fails in an environment of this name."""
    environment = KEPT / name
    _uv("venv", "--clear", "--python", str(python), str(environment))
    inside = environment / "bin" / "python"
    install(inside)
    processes = 2 * (os.cpu_count() or 1)
    options = ["-q", "-n", str(processes), "--dist", "loadfile", *ONCE_MORE]
    options += [f"--deselect={LONG}", "-m", "not servers"]
    told = {
        **os.environ,
        "COVERAGE_CORE": "sysmon",
        "COVERAGE_FILE": str(KEPT / "lines"),
    }
    command = [str(inside), "-m", "pytest", *options, *tests]
    done = subprocess.run(command, cwd=ROOT, env=told, check=False)
    return int(done.returncode != 0)


def _locked(python: Path) -> None:
    """As `make build` does."""
    lock = str(ROOT / "requirements-dev.lock")
    _install(python, "--no-deps", "--require-hashes", "-r", lock)
    _install(python, "--no-deps", "-e", ".")


def _lowest(python: Path) -> None:
    """The product at its lowest; what tests it, as it goes with that."""
    product = ".[scorm,lti,spelling,text]"
    _install(python, "--resolution", "lowest-direct", "-e", product)
    _install(python, "-e", ".[dev]")


def _install(python: Path, *what: str) -> None:
    _uv("pip", "install", "--python", str(python), *what)


def _uv(*arguments: str) -> None:
    uv = Path(sys.executable).with_name("uv")
    subprocess.run([uv, "--quiet", *arguments], cwd=ROOT, check=True)


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit({"pythons": pythons, "lowest": lowest}[sys.argv[1]]())
