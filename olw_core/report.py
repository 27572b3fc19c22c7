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


def sent_percent(report: Report, percent: int | None) -> int | None:
    """The score to send: None where `completion` says that only the status goes out."""
    return None if report == "completion" else percent


def disclosure(report: Report, door: Door) -> list[str]:
    """Sentences for the page "What others can see": generated from the switch, so that it cannot promise something else."""
    if door == "preview":
        return ["This is a preview. What you do stays in this browser."]
    system = _NAMES[door]
    sees = {
        "completion": f"{system} is told when you start and when you finish. It is not told a score.",
        "score": f"{system} is told when you start, when you finish, and your best score. A later try never lowers it.",
        "answers": f"{system} is told when you start, when you finish, your best score, and which choice you made at each decision.",
    }
    lines = [sees[report]]
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
