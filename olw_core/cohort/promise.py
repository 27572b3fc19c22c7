"""What learners are told of the room figures: sentences made from the rules that make the figures.

Each is a promise and stands in docs/developers/promises.md beside the test that keeps it.
"""

from __future__ import annotations

from olw_core.cohort.rules import FLAGS, KNOWN_ANSWERS, Rules

BY_NAME = (
    "By name your facilitator sees if you have not started, are in progress or have completed"
    " each story, and the day you completed it. Nothing else is shown by name."
)
FIRST = (
    "How the whole group answered is told without names. Only your first way through a story"
    " counts. Trying again is practice, and if you step out of a story you are not counted."
)
DELETED = (
    "Your answers are counted once, and the copy that was kept for it is then deleted."
)
STAYS = (
    "If you stay out, what waits to be counted and what you ticked is deleted at once, and you are"
    " not counted from then on. Figures made before are not changed: you cannot be found in them."
    " Nor can we take back what would stop you, if you had it counted: nothing says which is yours."
)
COUNT = "Count this for my organisation, without my name"
COUNT_HELP = (
    "One tap, if you like. It stays on this page, unless you ask us to count it. That cannot be"
    " taken back: nothing says which is yours."
)
COUNTED = "One is added to your organisation’s count, without your name."
COUNTED_BEFORE = "You had this counted before for this story. Nothing was added."
NOT_COUNTED = "Nothing was counted: you are not in the figures."


def promises(rules: Rules) -> list[str]:
    """In the order in which they are read."""
    return [
        BY_NAME,
        FIRST,
        _steps(rules),
        _shares(rules),
        DELETED,
        _talk(),
        _stops(rules),
    ]


def _steps(rules: Rules) -> str:
    return (
        f"People are counted {rules.least} or more at a time. Figures are rounded and blurred, so"
        " that nobody can work out what you chose, even if they know what"
        f" {KNOWN_ANSWERS} others chose."
    )


def _shares(rules: Rules) -> str:
    return (
        f"From {rules.least} people on, your facilitator reads if the group is divided."
        f" From {rules.shares} on, they see roughly how many gave each answer. Leaders of other"
        f" courses in your organisation see that from {rules.elsewhere} people on. If courses are"
        " joined in a programme, those who lead one of them see all this of the programme, too."
    )


def _talk() -> str:
    return (
        f"A decision is listed as one to talk about once {FLAGS} people have ticked it."
        " How many did, and who, is not shown."
    )


def _stops(rules: Rules) -> str:
    return (
        "What would stop you is counted only if you press the button for it, once for each story."
        " Nothing is kept of who named what. Facilitators of your organisation read roughly how"
        f" many named what from {rules.elsewhere} people on."
    )
