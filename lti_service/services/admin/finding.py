"""What trying one point of a connection came to."""

from __future__ import annotations

from dataclasses import dataclass

NOT_TRIED = "not tried"


@dataclass(frozen=True)
class Finding:
    """`good` is None for a point that was not tried. `remedy` is "" where nothing is to be done."""

    what: str
    good: bool | None
    found: str
    remedy: str = ""

    @property
    def word(self) -> str:
        """The outcome in one word."""
        if self.good is None:
            return NOT_TRIED
        return "works" if self.good else "fails"


def counted(number: int, what: str) -> str:
    """A number with its noun, in the singular for one."""
    if number == 1:
        return f"1 {what}"
    return f"{number} {what}s"
