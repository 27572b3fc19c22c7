"""The one exception base of the SCORM door. Every refusal has a stable code and a sentence.

`codes.toml` says what each code means and what to do about it.
"""

from __future__ import annotations

from olw_core.errors import OlwError


class ScormError(OlwError):
    """`code` is stable; `place` names the field or file; `str(error)` is place + problem + remedy.

    Being an OlwError, the command `olw` prints it as one line.
    """

    def __init__(self, code: str, place: str, problem: str, remedy: str) -> None:
        super().__init__(code, f"{place}: {problem} {remedy}")
        self.place = place
        self.problem = problem
        self.remedy = remedy
