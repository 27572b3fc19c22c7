"""What the codes of `olw scorm` mean, for `olw explain` (entry-point group `olw.codes`)."""

from __future__ import annotations

import re

from olw_core.cli.codes import Meaning, read
from scorm_export.check.catalogue import CATALOGUE

# A place in a sentence that is filled when it is said.
_FILLED = re.compile(r"'?\{\w+\}'?")


def codes() -> list[Meaning]:
    """The refusals of codes.toml, then the findings of `olw scorm check`."""
    return [*read("scorm_export"), *map(_finding, CATALOGUE)]


def _finding(code: str) -> Meaning:
    """A row of the catalogue; what a package fills in is left open."""
    level, problem, remedy = CATALOGUE[code]
    return Meaning(code, f"olw scorm check, {level}", general(problem), general(remedy))


def general(words: str) -> str:
    """Words of the catalogue with '…' where a package's own names and numbers stand."""
    return _FILLED.sub("…", words)
