"""What a person may do here, from the roles in a launch.

Only the context role Instructor opens a course's cohort page: institution and system roles say what someone is
elsewhere, a Mentor is no facilitator, and an Administrator has no place in other people's learning.
"""

from __future__ import annotations

from collections.abc import Iterable

from lti_service.messages.vocabulary import CONTEXT_ROLE

FACILITATOR, LEARNER, OTHER = "facilitator", "learner", "other"
TEACHING = frozenset(
    {"Instructor", "TeachingAssistant", "ContentDeveloper", "Administrator", "Manager"}
)
CONTEXT_SUB_ROLE = CONTEXT_ROLE.removesuffix("#") + "/"


def standing(roles: Iterable[str]) -> str:
    """facilitator, learner or other. Short names are context roles (LTI Core 5.3.7.1); unknown roles are ignored."""
    names = {_context_role(role) for role in roles}
    if "Instructor" in names:
        return FACILITATOR
    return LEARNER if "Learner" in names else OTHER


def roster_standing(roles: Iterable[str]) -> str:
    """As `standing`, for a roster: who has any teaching role beside Learner does not count as a learner.

    A sub-role of Instructor says it too, with or without its principal role (LTI Core A.2.3.1).
    """
    known = list(roles)
    if any(_teaches(role) for role in known):
        return FACILITATOR
    return standing(known)


def _teaches(role: str) -> bool:
    if role.startswith(CONTEXT_SUB_ROLE):
        return role[len(CONTEXT_SUB_ROLE) :].partition("#")[0] in TEACHING
    return _context_role(role) in TEACHING


def _context_role(role: str) -> str:
    """The short name of a context role, "" for any other."""
    if role.startswith(CONTEXT_ROLE):
        return role[len(CONTEXT_ROLE) :]
    return role if role.isalpha() else ""
