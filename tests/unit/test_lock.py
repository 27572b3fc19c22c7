"""The versions that `make build` installs: for every Python there is what `setup.cfg` asks for."""

from __future__ import annotations

import configparser
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
SYSTEMS = {"Linux": "linux", "Darwin": "darwin", "Windows": "win32"}
CLASSIFIER = "Programming Language :: Python :: "
OURS = "our-leadership-way"
CONTAINED = Version("6.2")
"""The first XBlock that has web_fragments inside (CHANGELOG.rst of openedx/XBlock)."""


def settings() -> configparser.ConfigParser:
    found = configparser.ConfigParser()
    found.read(ROOT / "setup.cfg", "utf-8")
    return found


def machines() -> list[dict[str, str]]:
    """What markers ask of a machine, for each Python that we say we run on, on each system."""
    lines = settings()["metadata"]["classifiers"].splitlines()
    versions = [line.removeprefix(CLASSIFIER) for line in lines if "3." in line]
    return [
        {
            "python_version": version,
            "python_full_version": f"{version}.0",
            "platform_system": system,
            "sys_platform": platform,
        }
        for version in versions
        for system, platform in SYSTEMS.items()
    ]


def asked() -> Iterator[Requirement]:
    """Every line of setup.cfg that names what others made."""
    found = settings()
    tables = [found["options"]["install_requires"]]
    tables += found["options.extras_require"].values()
    for line in "\n".join(tables).splitlines():
        if line.strip() and not line.startswith(OURS):
            yield Requirement(line)


def installed(machine: dict[str, str]) -> dict[str, Version]:
    """Name: version, of the lines of the lock that hold on this machine."""
    lock = (ROOT / "requirements-dev.lock").read_text("utf-8")
    found = {}
    for line in re.findall(r"^[\w.-]+.*==.*(?= \\$)", lock, re.M):
        locked = Requirement(line)
        if holds(locked, machine):
            [only] = locked.specifier
            assert _plain(locked.name) not in found, "two versions for one machine"
            found[_plain(locked.name)] = Version(only.version)
    return found


def holds(requirement: Requirement, machine: dict[str, str]) -> bool:
    return requirement.marker is None or requirement.marker.evaluate(machine)


def _plain(name: str) -> str:
    return name.lower().replace("_", "-")


MACHINES = machines()
NAMES = [f"{m['python_version']}-{m['platform_system']}" for m in MACHINES]


@pytest.mark.parametrize("machine", MACHINES, ids=NAMES)
def test_the_lock_has_everything_that_is_asked_for(machine: dict[str, str]) -> None:
    """Whoever adds a dependency and forgets `make lock` installs a version nobody tried."""
    found = installed(machine)
    wanted = [each for each in asked() if holds(each, machine)]
    assert len(wanted) > 40
    missed = [
        str(each)
        for each in wanted
        if not each.specifier.contains(found.get(_plain(each.name), Version("0")))
    ]
    assert missed == []


@pytest.mark.parametrize("machine", MACHINES, ids=NAMES)
def test_web_fragments_is_installed_once(machine: dict[str, str]) -> None:
    """Beside an XBlock that has it inside, pip would lay one over the other."""
    found = installed(machine)
    assert ("web-fragments" in found) == (found["xblock"] < CONTAINED)


def test_three_pythons_are_looked_at() -> None:
    assert {m["python_version"] for m in MACHINES} == {"3.11", "3.12", "3.13"}
