"""The line item of a resource link (AGS 3.2).

It is the platform's own, or one that we look for and only then create.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from sqlalchemy import or_, select, update

from lti_service.database import Database
from lti_service.errors import OutgoingError
from lti_service.messages import vocabulary as v
from lti_service.messages.text import URL_LENGTH, origin
from lti_service.models import Deployment, Registration, ResourceLink
from lti_service.outgoing.answer import Answer
from lti_service.outgoing.client import Call
from lti_service.outgoing.limits import is_clean
from lti_service.services import rows
from lti_service.services.line_item_lists import (
    TAG,
    made_after_all,
    ours_among,
    resource_id,
)
from lti_service.services.platform_calls import PlatformCalls

LEASE = timedelta(minutes=1)
MOST_PAGES = 20
NOT_MADE = frozenset(
    {
        "outgoing-unreachable",
        "outgoing-forbidden",
        "token-status",
        "token-answer",
    }
)
"""Problems after which the platform cannot have made anything: our request never reached it."""
MAXIMUM = 100


@dataclass(frozen=True)
class Wanted:
    """The line item of `link` at its platform; `label` is what people will call the column."""

    registration: Registration
    link: ResourceLink
    label: str


def can_be_graded(link: ResourceLink) -> bool:
    """Whether the platform takes scores here: a line item, or the right to make one."""
    if v.SCOPE_SCORE not in link.grade_scopes:
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
    found = _find(calls, wanted)
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
    return _address(_json(made))


def forget_asking(database: Database, registration_id: int | None = None) -> None:
    """Let line items be asked for once more.

    An administrator has looked at the platform's gradebook.
    """
    change = update(ResourceLink).where(ResourceLink.line_item_asked_at.is_not(None))
    if registration_id is not None:
        is_theirs = Deployment.registration_id == registration_id
        deployments = select(Deployment.id).where(is_theirs)
        change = change.where(ResourceLink.deployment_id.in_(deployments))
    change = change.values(line_item_asked_at=None, line_item_leased_until=None)
    with database.writing() as session:
        rows.change(session, change)


def _find(calls: PlatformCalls, wanted: Wanted) -> str:
    """Its address, "" if the platform does not list it."""
    link = wanted.link
    url = _filtered(link)
    home = origin(link.line_items_url)
    seen: set[str] = set()
    while url and url not in seen and origin(url) == home:
        if len(seen) == MOST_PAGES:
            break
        seen.add(url)
        # No `limit`: Moodle 4.5 answers it with a malformed Link header.
        call = Call("GET", url, headers={"Accept": v.LINE_ITEMS})
        page = calls.request(wanted.registration, v.SCOPE_LINE_ITEM, call)
        items = _json(page)
        found = ours_among(items, link) or made_after_all(items, link, wanted.label)
        if found is not None:
            return _address(found)
        url = page.next_page()
    return ""


def _create(calls: PlatformCalls, wanted: Wanted) -> Answer:
    """What the platform answers to a new line item. Raises OutgoingError."""
    link = wanted.link
    new = {
        "label": wanted.label,
        "scoreMaximum": MAXIMUM,
        "resourceLinkId": link.resource_link_id,
        "resourceId": resource_id(link),
        "tag": TAG,
    }
    headers = {"Content-Type": v.LINE_ITEM}
    call = Call("POST", link.line_items_url, headers=headers, data=new)
    return calls.request(wanted.registration, v.SCOPE_LINE_ITEM, call)


def _was_not_made(error: OutgoingError) -> bool:
    """Whether the call cannot have made a line item, so that it may be tried again."""
    return error.code in NOT_MADE or 400 <= error.status < 500


def _may_ask(database: Database, link_id: int, now: datetime) -> bool:
    """Note before the request goes out that it does; False when one went out earlier."""
    never_asked = ResourceLink.line_item_asked_at.is_(None)
    asking = update(ResourceLink).where(ResourceLink.id == link_id, never_asked)
    with database.writing() as session:
        return rows.change(session, asking.values(line_item_asked_at=now)) == 1


def _take_back(database: Database, link_id: int) -> None:
    """The request was refused: the next try may ask again."""
    asking = update(ResourceLink).where(ResourceLink.id == link_id)
    with database.writing() as session:
        rows.change(session, asking.values(line_item_asked_at=None))


def _filtered(link: ResourceLink) -> str:
    """Asked by the link alone.

    Asked by tag as well, Moodle leaves the activity's own item out
    (mod/lti/service/gradebookservices, get_lineitems).
    """
    parts = urlsplit(link.line_items_url)
    pairs = parse_qsl(parts.query)
    pairs.append(("resource_link_id", link.resource_link_id))
    return urlunsplit(parts._replace(query=urlencode(pairs)))


def _json(answer: Answer) -> Any:
    """Raises OutgoingError (line-item-answer)."""
    told = "the line item service did not answer with JSON"
    return answer.json_for("line-item-answer", told)


def _address(item: Any) -> str:
    """What the item is called by (AGS 3.2.5). Raises OutgoingError (line-item-answer)."""
    url = item.get("id") if isinstance(item, dict) else None
    if not isinstance(url, str) or not _is_usable(url):
        raise OutgoingError("line-item-answer", "the line item has no usable id")
    return url


def _is_usable(url: str) -> bool:
    """Whether an address of a platform can be stored and called."""
    if len(url) > URL_LENGTH or not is_clean(url):
        return False
    if not url.isprintable() or " " in url:
        return False
    return bool(origin(url))
