"""`make bench`: every script in turn, then each goal that was missed.

`python -m bench core` runs one. A script that fails does not stop the others. Exit code 1: a goal
was missed that is not listed as known, or a script failed.
"""

from __future__ import annotations

import sys
import traceback

from bench import cohort, core, player, scorm, xblock
from bench.goals import Goal, summary
from bench.lti import measure as lti

SCRIPTS = {
    "cohort": cohort.main,
    "core": core.main,
    "lti": lti.main,
    "player": player.main,
    "scorm": scorm.main,
    "xblock": xblock.main,
}


def run(names: list[str]) -> int:
    """Run the scripts of these names; returns the exit code."""
    goals: list[Goal] = []
    failed: list[str] = []
    for name in names:
        print(f"== {name}", flush=True)
        try:
            goals += SCRIPTS[name]()
        except Exception:
            traceback.print_exc()
            failed.append(name)
    lines, code = summary(goals)
    print("== goals", *lines, sep="\n")
    for name in failed:
        print(f"FAILED: {name} gave no figures; the reason stands above.")
    return 1 if failed else code


def main(arguments: list[str]) -> int:
    """Run what was asked for, or everything."""
    unknown = [name for name in arguments if name not in SCRIPTS]
    if unknown:
        first, *_ = unknown
        offered = ", ".join(SCRIPTS)
        print(f"There is no {first!r}. Choose from: {offered}.")
        return 2
    return run(arguments or list(SCRIPTS))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
