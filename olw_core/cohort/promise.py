"""What learners are told of the room figures: sentences made from the rules that make the figures.

Each is a promise and stands in docs/developers/promises.md beside the test that keeps it.
"""

from __future__ import annotations

from olw_core.cohort.rules import FLAGS, KNOWN_ANSWERS, Rules
from olw_core.report import Say

BY_NAME = (
    "By name your facilitator sees if you have not started, are in progress or have completed"
    " each story, and the day you completed it. Nothing else is shown by name, unless you share a"
    " story yourself."
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
SHARED = (
    "If you tick a story, the people who lead this course see your decisions and the ending as on"
    " your own page, where your learning system lets them open your work. Nothing you typed is in"
    " it, and not your plan. It holds for this course alone and is in no figure. If they lead one"
    " group, they see it only of people in that group."
)
SHARED_UNTIL = (
    "This ends at once when you take the tick away and save, play the story again, or delete your"
    " data. Then they see only the status. What they have read or noted before, we cannot take"
    " back."
)
SHARING = (SHARED, SHARED_UNTIL)
COUNT = "Count this for my organisation, without my name"
COUNT_HELP = (
    "One tap, if you like. It stays on this page, unless you ask us to count it. That cannot be"
    " taken back: nothing says which is yours."
)
COUNTED = "One is added to your organisation’s count, without your name."
COUNTED_BEFORE = "You had this counted before for this story. Nothing was added."
NOT_COUNTED = "Nothing was counted: you are not in the figures."
STEPS = (
    "People are counted {least} or more at a time. Figures are rounded and blurred, so that"
    " nobody can work out what you chose, even if they know what {known} others chose."
)
SHARES = (
    "From {least} people on, your facilitator reads if the group is divided."
    " From {shares} on, they see roughly how many gave each answer. Leaders of other"
    " courses in your organisation see that from {elsewhere} people on. If courses are"
    " joined in a programme, those who lead one of them see all this of the programme, too."
)
TALK = (
    "A decision is listed as one to talk about once {flags} people have ticked it."
    " How many did, and who, is not shown."
)
STOPS = (
    "What would stop you is counted only if you press the button for it, once for each story."
    " Nothing is kept of who named what. Facilitators of your organisation read roughly how"
    " many named what from {elsewhere} people on."
)
ALL = (BY_NAME, FIRST, STEPS, SHARES, DELETED, TALK, STOPS)
"""In the order in which they are read."""


def promises(rules: Rules, say: Say = str) -> list[str]:
    """The sentences as `say` says them. Each is translated whole; numbers are filled in last."""
    numbers = {
        "least": rules.least,
        "known": KNOWN_ANSWERS,
        "shares": rules.shares,
        "elsewhere": rules.elsewhere,
        "flags": FLAGS,
    }
    return [say(line).format(**numbers) for line in ALL]
