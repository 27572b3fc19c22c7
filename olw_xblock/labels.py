"""The words for settings that have a few values, shared by the Studio form and the author's preview."""

from __future__ import annotations

from collections.abc import Callable

Text = Callable[[str], str]


def show(_: Text) -> dict[str, str]:
    """Value of `show` -> its label."""
    return {"story": _("The story"), "cards": _("The return cards")}


def report(_: Text) -> dict[str, str]:
    """Value of `report` -> its label."""
    return {
        "completion": _("Only that they have finished"),
        "score": _("That they have finished, and their best score"),
        "answers": _("Also which choices they made"),
    }
