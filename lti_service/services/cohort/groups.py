"""A course's groups, asked live from the platform (Groups Service 1.0): learning sets, wards.

Who is in which stands in the roster (`group_enrollments`); here are the names.
"""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from lti_service.errors import OutgoingError
from lti_service.messages import vocabulary as v
from lti_service.messages.text import ID_LENGTH
from lti_service.models import Context, Registration
from lti_service.outgoing.client import Call
from lti_service.outgoing.limits import is_clean
from lti_service.services.calls.platform_calls import PlatformCalls

MOST_PAGES = 20
MOST_GROUPS = 200
"""Of one person, and in the list to choose from."""
NAME_LENGTH = 100
HEADERS = {"Accept": v.GROUPS}


def named(
    calls: PlatformCalls,
    registration: Registration,
    context: Context,
    used: Set[str],
) -> dict[str, str]:
    """Id -> name of those groups that people are in, by name. Raises OutgoingError."""
    pages = calls.pages(
        registration,
        v.SCOPE_GROUPS,
        Call("GET", context.groups_url, headers=HEADERS),
        context.deployment.deployment_id,
        most=MOST_PAGES,
    )
    found: dict[str, str] = {}
    for page in pages:
        told = "the groups service did not answer with JSON"
        found.update(_groups(page.answer.json_for("groups-answer", told)))
    ours = {one: name for one, name in found.items() if one in used}
    by_name = sorted(ours, key=lambda one: (ours[one].casefold(), one))
    return {one: ours[one] for one in by_name[:MOST_GROUPS]}


def ids_of(member: dict[str, Any]) -> frozenset[str]:
    """The groups that a member of the roster is in; whatever cannot be an id is left out."""
    enrolled = member.get("group_enrollments")
    if not isinstance(enrolled, list):
        return frozenset()
    ids = [_text(one, "group_id", ID_LENGTH) for one in enrolled[:MOST_GROUPS]]
    return frozenset(one for one in ids if one)


def _groups(body: Any) -> dict[str, str]:
    """Id -> name, of one page. Raises OutgoingError (groups-answer)."""
    listed = body.get("groups") if isinstance(body, dict) else None
    if not isinstance(listed, list):
        raise OutgoingError("groups-answer", "the answer has no list of groups")
    found = {}
    for one in listed:
        identifier = _text(one, "id", ID_LENGTH)
        name = _text(one, "name", NAME_LENGTH)
        if identifier and name:
            found[identifier] = name
    return found


def _text(source: Any, name: str, limit: int) -> str:
    """ "" for what is no text, too long, or cannot be shown."""
    value = source.get(name) if isinstance(source, dict) else None
    if not isinstance(value, str) or len(value) > limit or not is_clean(value):
        return ""
    return value.strip()
