"""Profiles: one row per platform with every choice it needs.

Sources: docs/ld-importers/ and the notes beside rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from olw_core.report import REPORTS, Report
from scorm_export.errors import ScormError


@dataclass(frozen=True)
class Profile:
    """A platform's choices.

    id: as options and file names have it.
    name: short, for a heading.
    platform: who should take it.
    edition: the id of its edition (editions.py).
    report: what the LMS is told.
    page: its guide in docs/ld-importers/.
    why: for people who wonder at the choice.
    completion_score: send 100 at completion even when no score is reported, because the
    platform shows 0 otherwise.
    course: how a course of several modules is packed: one SCO each ("multi") or one SCO
    with its own menu ("single"). Moodle and Totara take the latter: with several SCOs and
    the settings that are right for one story, one finished story of six makes the whole
    activity done with 100 (seen in Moodle 4.5.6; mod/scorm/locallib.php,
    scorm_grade_user_attempt, and lib.php, scorm_get_completion_state).
    """

    id: str
    name: str
    platform: str
    edition: str
    report: Report
    completion_score: bool
    course: Literal["multi", "single"]
    page: str
    why: str


_ALL = (
    Profile(
        id="generic",
        name="Any LMS",
        platform="Any other LMS (try SCORM 1.2 first)",
        edition="1.2",
        report="score",
        completion_score=False,
        course="multi",
        page="other.md",
        why="SCORM 1.2 is read by every LMS we know of."
        " No mastery score, so the LMS never overrules the status.",
    ),
    # Learning Hub: 1.2 only, one item per manifest row, never shows a score beside "completed".
    # ESR's adapter answers 401 to everything outside the core calls.
    Profile(
        id="nhs",
        name="NHS Learning Hub and ESR",
        platform="NHS Learning Hub, e-LfH and ESR",
        edition="1.2",
        report="completion",
        completion_score=False,
        course="single",
        page="learning-hub.md",
        why="Core calls only, and completion only:"
        " the Learning Hub hides a score beside a completion.",
    ),
    # Moodle's gradebook shows 0.00 for "completed" without a score.
    Profile(
        id="moodle",
        name="Moodle",
        platform="Moodle",
        edition="1.2",
        report="score",
        completion_score=True,
        course="single",
        page="moodle.md",
        why="Moodle's answer report reads SCORM 1.2 only,"
        " and a completion without a score shows as 0.",
    ),
    Profile(
        id="totara",
        name="Totara",
        platform="Totara Learn",
        edition="1.2",
        report="score",
        completion_score=True,
        course="single",
        page="totara.md",
        why="Totara grew from Moodle and states full support for SCORM 1.2.",
    ),
    # Cornerstone: 3rd edition at most; status before score is stored as score 0 (the player
    # sends score first).
    Profile(
        id="cornerstone",
        name="Cornerstone",
        platform="Cornerstone OnDemand",
        edition="2004-3",
        report="score",
        completion_score=False,
        course="multi",
        page="cornerstone.md",
        why="The newest edition Cornerstone lists is SCORM 2004 3rd.",
    ),
    Profile(
        id="generic-2004-3",
        name="Any LMS, 2004 3rd Edition",
        platform="Any LMS, SCORM 2004 3rd Edition",
        edition="2004-3",
        report="score",
        completion_score=False,
        course="multi",
        page="other.md",
        why="For an LMS that asks for SCORM 2004 and does not name the 4th Edition.",
    ),
    Profile(
        id="generic-2004-4",
        name="Any LMS, 2004 4th Edition",
        platform="Any LMS, SCORM 2004 4th Edition",
        edition="2004-4",
        report="score",
        completion_score=False,
        course="multi",
        page="other.md",
        why="For an LMS that asks for SCORM 2004 4th Edition.",
    ),
    Profile(
        id="cmi5",
        name="Any LMS, cmi5",
        platform="Any LMS that takes cmi5 (with an xAPI record store)",
        edition="cmi5",
        report="score",
        completion_score=False,
        course="multi",
        page="other.md",
        why="For an LMS with a learning record store. Completed is what moves the learner on.",
    ),
)
PROFILES = {profile.id: profile for profile in _ALL}


def profile(profile_id: str) -> Profile:
    """The profile with this id. Raises ScormError profile-unknown."""
    if profile_id not in PROFILES:
        raise ScormError(
            "profile-unknown",
            f"profile {profile_id!r}",
            "There is no such profile.",
            f"Use one of: {', '.join(PROFILES)}.",
        )
    return PROFILES[profile_id]


def report(name: str) -> Report:
    """A valid report switch. Raises ScormError report-unknown."""
    for known in REPORTS:
        if name == known:
            return known
    raise ScormError(
        "report-unknown",
        f"report {name!r}",
        "There is no such choice.",
        f"Use one of: {', '.join(REPORTS)}.",
    )
