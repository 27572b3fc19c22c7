"""What every stable code means and what to do: written once, in each package's codes.toml.

The core's stand beside this file. A door adds its own through the entry-point group
`olw.codes`: a function without arguments that gives its meanings. The tables in docs/ are
tested against them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from importlib.resources import files

from olw_core.near import nearest

GROUP = "olw.codes"
SHORTEST = 3
"""Characters from which a part of a code leads to it."""


@dataclass(frozen=True)
class Meaning:
    """What one code means in one place."""

    code: str
    place: str
    """Where people meet the code; one code may be met in several places."""
    wrong: str
    """What has happened."""
    remedy: str
    """What to do about it."""


def read(package: str) -> list[Meaning]:
    """The meanings in a package's codes.toml, in the file's order."""
    text = (files(package) / "codes.toml").read_text("utf-8")
    found = []
    for place, codes in tomllib.loads(text).items():
        for code, (wrong, remedy) in codes.items():
            found.append(Meaning(code, place, wrong, remedy))
    return found


def known() -> list[Meaning]:
    """The core's meanings, then those of every door whose parts are installed."""
    found = read("olw_core.cli")
    for door in _doors():
        try:
            meanings = door.load()
        except ModuleNotFoundError:
            continue
        found += meanings()
    return found


def absent() -> list[str]:
    """The doors whose codes cannot be explained here, because their extra is not installed."""
    return [door.name for door in _doors() if not _loads(door)]


def like(code: str, meanings: Sequence[Meaning]) -> list[str]:
    """Up to three known codes that look like this one, the nearest first."""
    every = sorted({one.code for one in meanings})
    near = nearest(code, every)
    if len(code) >= SHORTEST:
        near += [one for one in every if code in one]
    return list(dict.fromkeys(near))[:3]


def _doors() -> list[EntryPoint]:
    """What the installed doors have declared, by name."""
    return sorted(entry_points(group=GROUP), key=_name)


def _name(door: EntryPoint) -> str:
    return door.name


def _loads(door: EntryPoint) -> bool:
    """Whether what the door needs is installed."""
    try:
        door.load()
    except ModuleNotFoundError:
        return False
    return True
