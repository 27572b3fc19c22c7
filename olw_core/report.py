"""What an LMS and other people are told: one switch, the same in every door, and the words that tell the learner so."""

from __future__ import annotations

from typing import Literal, get_args

Report = Literal["completion", "score", "answers"]
REPORTS: tuple[Report, ...] = get_args(Report)
DEFAULT: Report = "score"
Door = Literal["scorm", "cmi5", "xblock", "lti", "preview"]

_NAMES = {
    "scorm": "Your learning system",
    "cmi5": "Your learning system",
    "xblock": "Your course platform",
    "lti": "Your learning system",
}

FULL_SCORE = "It needs a number, so it is sent 100 when you finish. Everyone who finishes has the same."


def sent_percent(report: Report, percent: int | None) -> int | None:
    """The score to send: None where `completion` says that only the status goes out."""
    return None if report == "completion" else percent


def disclosure(report: Report, door: Door, *, full_score: bool | None = None) -> list[str]:
    """Sentences for "What your facilitator can see", made from the switch so that they cannot promise something else.

    `full_score`: with `completion`, this platform is sent 100 for everyone who finishes, since it needs a number; by
    default true for LTI (AGS scores) and Open edX (grades). LTI has no message for single answers: there `answers`
    sends what `score` sends.
    """
    if door == "preview":
        return ["This is a preview. What you do stays in this browser."]
    system = _NAMES[door]
    if door == "lti" and report == "answers":
        report = "score"
    sees = {
        "completion": f"{system} is told when you start and when you finish. It is not told a score.",
        "score": f"{system} is told when you start, when you finish, and your best score. A later try never lowers it.",
        "answers": f"{system} is told when you start, when you finish, your best score, and which choice you made at each decision.",
    }
    lines = [sees[report]]
    if report == "completion" and (door in ("lti", "xblock") if full_score is None else full_score):
        lines.append(FULL_SCORE)
    if door == "lti":
        lines.append(
            "Your facilitator sees by name only if you have not started, are in progress or have completed. They never see your choices."
        )
    elif report == "answers":
        lines.append("People who run reports in that system can see your choices by name.")
    else:
        lines.append("Your choices are kept so that you can carry on later. Nobody is shown them in a report.")
    lines.append("Your own words, your plan and your confidence are never reported.")
    return lines
