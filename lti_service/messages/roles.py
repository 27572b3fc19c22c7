"""What a person may do here, from the roles in a launch.

Only the context role Instructor opens a course's cohort page: institution and system roles say what someone is
elsewhere, a Mentor is no facilitator, and an Administrator has no place in other people's learning.
"""

from __future__ import annotations

from collections.abc import Iterable

from lti_service.messages.vocabulary import CONTEXT_ROLE

FACILITATOR, LEARNER, OTHER = "facilitator", "learner", "other"


def standing(roles: Iterable[str]) -> str:
    """facilitator, learner or other. Short names are context roles (LTI Core 5.3.7.1); unknown roles are ignored."""
    names = {_context_role(role) for role in roles}
    if "Instructor" in names:
        return FACILITATOR
    return LEARNER if "Learner" in names else OTHER


def _context_role(role: str) -> str:
    """The short name of a context role, "" for any other."""
    if role.startswith(CONTEXT_ROLE):
        return role[len(CONTEXT_ROLE) :]
    return role if role.isalpha() else ""
