"""`make mutants`: fails where a change of the code was noticed by no test and is not explained.

Explained are those of `survivors.txt`; why each stays is told in docs/developers/mutation.md.
`python -m tests.mutants write` makes the file anew from the last run.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

EXPLAINED = Path(__file__).with_name("survivors.txt")
MUTMUT = Path(sys.executable).with_name("mutmut")
UNNOTICED = ("survived", "no tests")
NAME = re.compile(
    r"olw_core\.(?P<module>[\w.]+)\.x(?:_|ǁ)(?P<function>\w+?)__mutmut_\d+"
)
"""`olw_core.engine.record.x_write__mutmut_1`; of a method `xǁRulesǁ__post_init____mutmut_7`."""


def survivors() -> list[str]:
    """Each change that no test noticed in the last run: its place, the line before and after."""
    found = []
    for name, verdict in verdicts(_told("results")):
        if verdict in UNNOTICED:
            found.append(place(name) + "\n" + changed(_told("show", name)))
    return sorted(found)


def verdicts(told: str) -> list[tuple[str, str]]:
    """(name of a change, what became of it), of what `mutmut results` prints."""
    found = []
    for line in told.splitlines():
        name, _, verdict = line.strip().partition(": ")
        if name:
            found.append((name, verdict))
    return found


def place(name: str) -> str:
    """Module and function, without the number that moves with each edit."""
    found = NAME.fullmatch(name)
    if found is None:
        raise ValueError(f"mutmut has another form of names: {name}")
    function = found["function"].replace("ǁ", ".")
    return f"{found['module']}.{function}"


def changed(told: str) -> str:
    """The lines that differ, indented, of what `mutmut show` prints."""
    body = told.partition("\n@@")[2]
    lines = [line for line in body.splitlines() if line.startswith(("-", "+"))]
    return "\n".join(f"  {line[0]} {line[1:].strip()}" for line in lines)


def entries(text: str) -> list[str]:
    """Those of the file, which stand apart by an empty line."""
    return [entry for entry in text.strip().split("\n\n") if entry]


def judged(found: list[str], explained: list[str]) -> tuple[list[str], int]:
    """What to say, and 1 where a change is new."""
    new = Counter(found) - Counter(explained)
    gone = Counter(explained) - Counter(found)
    lines = [
        f"{len(found)} changes were noticed by no test, {new.total()} of them are new."
    ]
    for entry in new.elements():
        lines.append(f"NEW: {entry}")
    for entry in gone.elements():
        lines.append(f"noticed now, take it out of {EXPLAINED.name}: {entry}")
    return lines, int(new.total() > 0)


def _told(*arguments: str) -> str:
    command = [str(MUTMUT), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout


def main(arguments: list[str]) -> int:
    """Judge the last run, or write the file anew."""
    found = survivors()
    if arguments == ["write"]:
        EXPLAINED.write_text("\n\n".join(found) + "\n", "utf-8")
        return 0
    lines, code = judged(found, entries(EXPLAINED.read_text("utf-8")))
    sys.stdout.write("\n".join(lines) + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
