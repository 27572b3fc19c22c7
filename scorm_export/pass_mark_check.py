"""Whether a trust's pass mark means anything for the modules it is set for.

What cmi5 is told of it: manifest/cmi5.py.
"""

from __future__ import annotations

from collections.abc import Sequence

from olw_core.formats.compiled import Module
from olw_core.report import Report
from scorm_export.errors import ScormError


def check_pass_mark(
    mark: int | None,
    report: Report,
    modules: Sequence[Module],
) -> None:
    """A pass mark must be above what random answers score, and needs a score that is sent.

    `mark` is a percentage, None without one. Raises ScormError trust-pass-mark.
    """
    if mark is None:
        return
    if report == "completion":
        raise _refuse(
            "pass_mark",
            "A pass mark needs a score, and this package reports completion only.",
            "Choose report score, or leave the pass mark out.",
        )
    for module in modules:
        chance, whole = module["story"]["chance"]
        if mark * whole < 100 * chance:
            percent = 100 * chance / whole
            raise _refuse(
                f"pass_mark {mark}",
                f"In {module['id']!r}, answers picked at random score"
                f" {percent:.0f} on average.",
                "Set it higher, or leave it out.",
            )


def _refuse(place: str, problem: str, remedy: str) -> ScormError:
    """`place`: where it was written, the form or trust.toml."""
    return ScormError("trust-pass-mark", place, problem, remedy)
