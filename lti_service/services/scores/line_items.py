"""The line item of a resource link (AGS 3.2).

It is the platform's own, or one that we look for and only then create.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from urllib.parse import urlsplit, urlunsplit

from sqlalchemy import or_, update

from lti_service.database import Database
from lti_service.errors import OutgoingError
from lti_service.messages import vocabulary as v
from lti_service.messages.placement import points_of
from lti_service.models import Registration, ResourceLink
from lti_service.outgoing.answer import Answer
from lti_service.outgoing.client import Call
from lti_service.services import rows
from lti_service.services.calls.platform_calls import PlatformCalls
from lti_service.services.scores.line_item_lists import resource_id, tag_of
from lti_service.services.scores.line_item_search import address_of, json_of, look_for

LEASE = timedelta(minutes=1)
NOT_MADE = frozenset(
    {
        "outgoing-unreachable",
        "outgoing-forbidden",
        "token-status",
        "token-answer",
    }
)
"""Problems after which the platform cannot have made anything: our request never reached it."""


@dataclass(frozen=True)
class Wanted:
    """The line item of `link` at its platform; `label` is what people will call the column."""

    registration: Registration
    link: ResourceLink
    label: str


class Gradable(Protocol):
    """A placement, whole or as a row with these columns (models.ResourceLink)."""

    @property
    def shows(self) -> str: ...
    @property
    def grade_scopes(self) -> list[str]: ...
    @property
    def line_item_url(self) -> str: ...
    @property
    def line_items_url(self) -> str: ...


def can_be_graded(link: Gradable) -> bool:
    """Whether the platform takes scores here: a line item, or the right to make one.

    Cards and the group's page have nothing to score.
    """
    if link.shows or v.SCOPE_SCORE not in link.grade_scopes:
        return False
    if link.line_item_url:
        return True
    return bool(link.line_items_url) and v.SCOPE_LINE_ITEM in link.grade_scopes


def scores_url(line_item_url: str) -> str:
    """Where scores go: "/scores" behind the path, before any query (AGS 3.4.1)."""
    parts = urlsplit(line_item_url)
    scores = parts._replace(path=parts.path + "/scores")
    return urlunsplit(scores)


def lease(database: Database, link_id: int, now: datetime) -> bool:
    """Take the right to create a link's line item; one worker gets it, for a minute."""
    leased_until = ResourceLink.line_item_leased_until
    is_free = or_(leased_until.is_(None), leased_until <= now)
    taking = update(ResourceLink).where(ResourceLink.id == link_id, is_free)
    taking = taking.values(line_item_leased_until=now + LEASE)
    with database.writing() as session:
        return rows.change(session, taking) == 1


def keep(database: Database, link_id: int, url: str) -> None:
    """Remember the line item that was found or made."""
    found = update(ResourceLink).where(ResourceLink.id == link_id)
    found = found.values(
        line_item_url=url,
        line_item_leased_until=None,
        line_item_asked_at=None,
    )
    with database.writing() as session:
        rows.change(session, found)


def find_or_create(
    database: Database,
    calls: PlatformCalls,
    wanted: Wanted,
    now: datetime,
) -> str:
    """The address of the link's line item. Raises OutgoingError.

    One that may have been made is only looked for: a platform whose answers cannot be used would
    otherwise get one more column at each try.
    """
    found = look_for(calls, wanted.registration, wanted.link, wanted.label)
    if found:
        return found
    if not _may_ask(database, wanted.link.id, now):
        told = "a column was asked for earlier and its address never came"
        raise OutgoingError("line-item-uncertain", told)
    try:
        made = _create(calls, wanted)
    except OutgoingError as error:
        if _was_not_made(error):
            _take_back(database, wanted.link.id)
        raise
    return address_of(json_of(made))


def _create(calls: PlatformCalls, wanted: Wanted) -> Answer:
    """What the platform answers to a new line item. Raises OutgoingError."""
    link = wanted.link
    name = resource_id(link)
    new = {
        "label": wanted.label,
        "scoreMaximum": points_of(link.placed_as),
        "resourceLinkId": link.resource_link_id,
        "resourceId": name,
        "tag": tag_of(name),
        "submissionReview": v.REVIEWABLE,
    }
    headers = {"Content-Type": v.LINE_ITEM}
    call = Call("POST", link.line_items_url, headers=headers, data=new)
    deployment_id = link.deployment.deployment_id
    return calls.request(wanted.registration, v.SCOPE_LINE_ITEM, call, deployment_id)


def _was_not_made(error: OutgoingError) -> bool:
    """Whether the call cannot have made a line item, so that it may be tried again."""
    return error.code in NOT_MADE or 400 <= error.status < 500


def _may_ask(database: Database, link_id: int, now: datetime) -> bool:
    """Note before the request goes out that it does; False when one went out earlier.

    `now`: when the lease was taken, within which all of it is over.
    """
    never_asked = ResourceLink.line_item_asked_at.is_(None)
    asking = update(ResourceLink).where(ResourceLink.id == link_id, never_asked)
    with database.writing() as session:
        return rows.change(session, asking.values(line_item_asked_at=now)) == 1


def _take_back(database: Database, link_id: int) -> None:
    """The request was refused: the next try may ask again."""
    asking = update(ResourceLink).where(ResourceLink.id == link_id)
    with database.writing() as session:
        rows.change(session, asking.values(line_item_asked_at=None))
