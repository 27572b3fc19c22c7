"""What a person may do here, from the roles in a launch.

The context roles Instructor and TeachingAssistant (Moodle's non-editing teacher) open a course's
cohort page: institution and system roles say what someone is elsewhere, a Mentor is no facilitator,
and an Administrator is one only where a setting says so.

Open edX gave no context roles until April 2026: of its learners it says that they are students of
the institution, and no more (xblock-lti-consumer before 11.1, lti_1p3/constants.py,
LTI_1P3_ROLE_MAP). Whoever is said to be that and nothing else learns here.

A test user tries: in Canvas it is the teacher, looking at the course as a student (canvas-lms,
lib/lti/substitutions_helper.rb, LIS_V2_LTI_ADVANTAGE_ROLE_MAP). Counted among a group's answers, it
would let its teacher work out those of the others.
"""

from __future__ import annotations

from collections.abc import Iterable

from lti_service.messages.vocabulary import CONTEXT_ROLE, INSTITUTION_ROLE, TEST_USER

FACILITATOR = "facilitator"
LEARNER = "learner"
OTHER = "other"
TEACHING = frozenset(
    {
        "Instructor",
        "TeachingAssistant",
        "ContentDeveloper",
        "Administrator",
        "Manager",
    }
)
LEADING = frozenset({"Instructor", "TeachingAssistant"})
ADMINISTRATOR = frozenset({"Administrator"})
STUDENT_ONLY = frozenset({INSTITUTION_ROLE + "Student"})
CONTEXT_SUB_ROLE = CONTEXT_ROLE.removesuffix("#") + "/"


def role_of(roles: Iterable[str], *, administrators_lead: bool = False) -> str:
    """facilitator, learner or other, from the roles that a launch gives a person.

    Short names are context roles (LTI Core 5.3.7.1); unknown roles are ignored. A sub-role of
    Instructor, as TeachingAssistant is, says it with or without its principal role (A.2.3.1).
    """
    known = frozenset(roles)
    names: set[str] = set()
    for role in known:
        names |= {_context_role(role), _principal(role)}
    leading = LEADING | ADMINISTRATOR if administrators_lead else LEADING
    if names & leading:
        return FACILITATOR
    if TEST_USER in known:
        return OTHER
    if "Learner" in names or known == STUDENT_ONLY:
        return LEARNER
    return OTHER


def role_in_roster(roles: Iterable[str]) -> str:
    """As `role_of`, for a roster: any teaching role beside Learner makes a facilitator.

    A sub-role of Instructor says it too, with or without its principal role (LTI Core A.2.3.1).
    """
    known = list(roles)
    if any(_teaches(role) for role in known):
        return FACILITATOR
    return role_of(known)


def _teaches(role: str) -> bool:
    return bool({_principal(role), _context_role(role)} & TEACHING)


def _principal(role: str) -> str:
    """The role that a context sub-role belongs to, "" for any other."""
    if not role.startswith(CONTEXT_SUB_ROLE):
        return ""
    principal, _, _ = role.removeprefix(CONTEXT_SUB_ROLE).partition("#")
    return principal


def _context_role(role: str) -> str:
    """The short name of a context role, "" for any other."""
    if role.startswith(CONTEXT_ROLE):
        return role.removeprefix(CONTEXT_ROLE)
    return role if role.isalpha() else ""
