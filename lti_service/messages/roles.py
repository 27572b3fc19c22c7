"""What a person may do here, from the roles in a launch.

Only the context role Instructor opens a course's cohort page: institution and system roles say
what someone is elsewhere, a Mentor is no facilitator, and an Administrator has no place in other
people's learning.
"""

from __future__ import annotations

from collections.abc import Iterable

from lti_service.messages.vocabulary import CONTEXT_ROLE

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
CONTEXT_SUB_ROLE = CONTEXT_ROLE.removesuffix("#") + "/"


def role_of(roles: Iterable[str]) -> str:
    """facilitator, learner or other, from the roles that a launch gives a person.

    Short names are context roles (LTI Core 5.3.7.1); unknown roles are ignored.
    """
    names = {_context_role(role) for role in roles}
    if "Instructor" in names:
        return FACILITATOR
    if "Learner" in names:
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
    if role.startswith(CONTEXT_SUB_ROLE):
        principal, _, _ = role.removeprefix(CONTEXT_SUB_ROLE).partition("#")
        return principal in TEACHING
    return _context_role(role) in TEACHING


def _context_role(role: str) -> str:
    """The short name of a context role, "" for any other."""
    if role.startswith(CONTEXT_ROLE):
        return role.removeprefix(CONTEXT_ROLE)
    return role if role.isalpha() else ""
