"""A course's groups, asked live from the platform (Groups Service 1.0): learning sets, wards.

Who is in which stands in the roster (`group_enrollments`); here are the names, and those of the
sets that groups are in.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Any, NamedTuple

from lti_service.errors import OutgoingError
from lti_service.messages import vocabulary as v
from lti_service.messages.text import ID_LENGTH
from lti_service.models import Context, Registration
from lti_service.outgoing.client import Call
from lti_service.outgoing.outside_json import is_clean
from lti_service.services.calls.platform_calls import PlatformCalls

logger = logging.getLogger("lti_service.rosters")
MOST_PAGES = 20
MOST_GROUPS = 200
"""Of one person, and in the list to choose from."""
NAME_LENGTH = 100


@dataclass(frozen=True)
class Group:
    """`set_name`: of the set that it is one of, "" where that is not known."""

    name: str
    set_name: str = ""


class _Told(NamedTuple):
    """A group as its list has it. `set_id`: "" for none."""

    name: str
    set_id: str


@dataclass(frozen=True)
class _Asking:
    """Of whom a course's groups are asked."""

    calls: PlatformCalls
    registration: Registration
    context: Context

    def listed(self, url: str, media_type: str, name: str) -> Iterator[Any]:
        """The entries of a list, over its pages. Raises OutgoingError."""
        pages = self.calls.pages(
            self.registration,
            v.SCOPE_GROUPS,
            Call("GET", url, headers={"Accept": media_type}),
            self.context.deployment.deployment_id,
            most=MOST_PAGES,
        )
        for page in pages:
            told = "the groups service did not answer with JSON"
            body = page.answer.json_for("groups-answer", told)
            listed = body.get(name) if isinstance(body, dict) else None
            if not isinstance(listed, list):
                raise OutgoingError(
                    "groups-answer", f"the answer has no list of {name}"
                )
            yield from listed


def named(
    calls: PlatformCalls,
    registration: Registration,
    context: Context,
    used: Set[str],
) -> dict[str, Group]:
    """By id those groups that people are in, by the names of their sets and their own.

    Raises OutgoingError for the groups. Without their sets they stand by themselves.
    """
    asking = _Asking(calls, registration, context)
    found: dict[str, _Told] = {}
    for one in asking.listed(context.groups_url, v.GROUPS, "groups"):
        identifier = _text(one, "id", ID_LENGTH)
        name = _text(one, "name", NAME_LENGTH)
        if identifier in used and name:
            found[identifier] = _Told(name, _text(one, "set_id", ID_LENGTH))
    sets = _sets(asking, {told.set_id for told in found.values()} - {""})
    ours = {}
    for identifier, told in found.items():
        ours[identifier] = Group(told.name, sets.get(told.set_id, ""))
    by_name = sorted(ours, key=lambda one: (*_words(ours[one]), one))
    return {one: ours[one] for one in by_name[:MOST_GROUPS]}


def _words(group: Group) -> tuple[str, str]:
    return group.set_name.casefold(), group.name.casefold()


def _sets(asking: _Asking, used: Set[str]) -> dict[str, str]:
    """Id -> name, of those that our groups are in. None where the platform fails to tell."""
    url = asking.context.group_sets_url
    if not url or not used:
        return {}
    found = {}
    try:
        for one in asking.listed(url, v.GROUP_SETS, "sets"):
            identifier = _text(one, "id", ID_LENGTH)
            if identifier in used:
                found[identifier] = _text(one, "name", NAME_LENGTH)
    except OutgoingError as error:
        told = {"problem": error.code, "detail": str(error)}
        logger.warning("group sets not fetched", extra=told)
        return {}
    return found


def ids_of(member: dict[str, Any]) -> frozenset[str]:
    """The groups that a member of the roster is in; whatever cannot be an id is left out."""
    enrolled = member.get("group_enrollments")
    if not isinstance(enrolled, list):
        return frozenset()
    ids = [_text(one, "group_id", ID_LENGTH) for one in enrolled[:MOST_GROUPS]]
    return frozenset(one for one in ids if one)


def _text(source: Any, name: str, limit: int) -> str:
    """ "" for what is no text, too long, or cannot be shown."""
    value = source.get(name) if isinstance(source, dict) else None
    if not isinstance(value, str) or len(value) > limit or not is_clean(value):
        return ""
    return value.strip()
