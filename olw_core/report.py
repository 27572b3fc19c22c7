"""What an LMS and other people are told: one switch, the same in every door, and the words
that tell the learner so.

Every sentence here is a promise and stands in docs/developers/promises.md beside the
test that keeps it. Each is translated whole: `{stories}`, `{least}` and `{mark}` are filled
in last.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

Report = Literal["completion", "score", "answers"]
REPORTS: tuple[Report, ...] = get_args(Report)
DEFAULT: Report = "score"
LANG = "en-GB"
"""Of every sentence here, and what counts where a translation says something else."""
Say = Callable[[str], str]
"""Gives a sentence in another language, or as it is where nobody has translated it."""
Door = Literal["scorm", "cmi5", "xblock", "lti", "preview"]

FULL_SCORE = (
    "It needs a number, so it is sent 100 when you finish."
    " Everyone who finishes has the same."
)
PREVIEW = "This is a preview. What you do stays in this browser."
TRYING = (
    "You are not here as a learner."
    " Nothing you do here is sent to your learning system."
)
OWN = (
    "Your own words and what would stop you stay on this page."
    " They are not saved or sent."
)
OWN_OR_COUNTED = (
    "Your own words and what would stop you stay on this page. They are not saved or"
    " sent, unless you have what would stop you counted for your organisation: then it"
    " is added to a count, and nothing is kept of who named it. Only the people who run"
    " this service could watch the count change."
)

_CHOSEN = "What you have chosen so far, and a plan you pick from the lists, are saved"
SAVED = {
    "package": (
        f"{_CHOSEN} there so that you can carry on."
        " People who teach in that system or run it may be able to open what is saved."
    ),
    "xblock": (
        f"{_CHOSEN} there so that you can carry on."
        " They are sealed: nobody can read them in the platform's reports or exports."
    ),
    "lti": (
        f"{_CHOSEN} in this service so that you can carry on."
        " They are sealed: only the people who run this service and hold its key could"
        " read them, unless you share a story yourself."
    ),
}
GROUP_PAGE = (
    "On this service's group page your facilitator sees by name only if you have not"
    " started, are in progress or have completed, and the day you completed."
    " They do not see what you chose, unless you share a story yourself. How a group of"
    " {least} or more answered is shown without names."
)
UNGRADED = "is told nothing of what you do here."
GRADEBOOK = (
    "Facilitators can see that score in the gradebook. A later try never lowers it."
)
ALL_BY_NAME = (
    "People who teach or run reports there can see all of that by name."
    " A later try never lowers your score."
)
MARK_MEANS = (
    "The mark is {mark}%. Below it, this may not show as done there."
    " You can try again as often as you like."
)
"""What a trust's pass mark means. Below it editions differ: SCORM 1.2 stays incomplete, 2004 is
not passed."""


@dataclass(frozen=True)
class Told:
    """What the words depend on beside switch and door."""

    full_score: bool | None = None
    """Whether, with `completion`, the platform is sent 100 for everyone who finishes, since
    it needs a number. None means by door: LTI (AGS scores) and Open edX (grades) do."""
    pass_mark: int | None = None
    """Percent."""
    stories: int = 1
    """How many must be finished before anything counts as finished."""
    cards: bool = False
    """Return cards alone."""
    trying: bool = False
    """Not here as a learner."""
    graded: bool = True
    """The platform offers a gradebook for this; without one LTI tells it nothing."""
    grouped: bool = True
    """There is a course, and with it a group page that names this learner."""
    least: int = 10
    """From how many people on the group page tells how a group answered: what the rules begin
    with (cohort/rules.py), or more."""
    counts_stops: bool = False
    """What would stop this learner is counted where they ask for it."""


USUAL = Told()


def sent_percent(report: Report, percent: int | None) -> int | None:
    """The score to send: None where `completion` says that only the status goes out."""
    return None if report == "completion" else percent


def disclosure(
    report: Report,
    door: Door,
    told: Told = USUAL,
    say: Say = str,
) -> list[str]:
    """Sentences for "What your facilitator can see", made from the switch so that they
    cannot promise something else, as `say` says them.

    The first stands before the first choice; the others are read by who wants to know.
    """
    said = map(say, _lines(report, door, told))
    return [_filled(line, told) for line in said]


def _filled(line: str, told: Told) -> str:
    """A sentence with its numbers."""
    filled = line.replace("{stories}", str(told.stories))
    filled = filled.replace("{least}", str(told.least))
    return filled.replace("{mark}", str(told.pass_mark))


def _lines(report: Report, door: Door, told: Told) -> list[str]:
    """The sentences, in English, before anything is filled in."""
    if door == "preview":
        return [PREVIEW, OWN]
    if told.trying:
        return [TRYING, SAVED[_keeper(door)], OWN]
    lines = _sending(_effective(report, door, told), door, told)
    if door == "lti" and told.grouped:
        lines.append(GROUP_PAGE)
    if told.cards:
        return lines
    own = OWN_OR_COUNTED if told.counts_stops else OWN
    return [*lines, SAVED[_keeper(door)], own]


def _effective(
    report: Report,
    door: Door,
    told: Told,
) -> Report:
    """What the switch comes to: a card has no score, and LTI no message for answers."""
    if told.cards:
        return "completion"
    if door == "lti" and report == "answers":
        return "score"
    return report


def _sending(
    report: Report,
    door: Door,
    told: Told,
) -> list[str]:
    """What goes out, and who sees it there."""
    if not told.graded:
        return [f"{_name(door)} {UNGRADED}"]
    sent = f"{_name(door)} is told {_sent(report, door, told)}"
    return [sent, *_seen(report, door, told)]


def _name(door: Door) -> str:
    """What learners call the system that they came from."""
    return "Your course platform" if door == "xblock" else "Your learning system"


def _keeper(door: Door) -> str:
    """Which of SAVED tells where the record is kept."""
    return door if door in ("xblock", "lti") else "package"


def _sent(
    report: Report,
    door: Door,
    told: Told,
) -> str:
    """What goes out, and when: the rest of the sentence."""
    parts = _begun(door, told)
    if report == "answers":
        parts.append("each choice you make")
    parts.append(_end(told))
    if report == "completion":
        return f"{_listed(parts)}. It is not told a score."
    return f"{_listed([*parts, _score(door, told)])}."


def _begun(door: Door, told: Told) -> list[str]:
    """What goes out before the ending: nothing by LTI.

    SCORM and cmi5 carry the time; Open edX's log has the events.
    """
    if door == "lti":
        return []
    if door == "xblock":
        return [] if told.cards else ["when you begin", "when you try again"]
    return ["that you opened this", "for how long"]


def _end(told: Told) -> str:
    """When the result goes out."""
    if told.cards:
        return "when you have answered a card"
    if told.stories > 1:
        return "when you have finished all {stories} stories"
    return "when you finish"


def _score(door: Door, told: Told) -> str:
    """Open edX's own log has the score of each try."""
    if told.stories > 1:
        return "the average of your best scores"
    return "your score each time" if door == "xblock" else "your best score"


def _listed(parts: list[str]) -> str:
    """["a", "b", "c"] as "a, b, and c"; two as "a and b"."""
    if len(parts) < 3:
        return " and ".join(parts)
    return f"{', '.join(parts[:-1])}, and {parts[-1]}"


def _seen(
    report: Report,
    door: Door,
    told: Told,
) -> list[str]:
    """Who sees what was sent."""
    lines = []
    if report == "completion" and _needs_number(door, told):
        lines.append(FULL_SCORE)
    if report == "score":
        lines.append(GRADEBOOK)
    if report == "answers":
        lines.append(ALL_BY_NAME)
    if told.pass_mark is not None:
        lines.append(MARK_MEANS)
    return lines


def _needs_number(door: Door, told: Told) -> bool:
    """Whether the platform is sent 100 instead of nothing."""
    if told.full_score is None:
        return door in ("lti", "xblock") and not told.cards
    return told.full_score
