"""The line item of a resource link: the platform's own, or one that we look for and only then create (AGS 3.2)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from sqlalchemy import or_, update

from lti_service.database import Database
from lti_service.errors import OutgoingError
from lti_service.guarded_http import Outgoing
from lti_service.messages import vocabulary as v
from lti_service.messages.text import URL_LENGTH, origin
from lti_service.models import Registration, ResourceLink
from lti_service.secret import fingerprint
from lti_service.services.platform_tokens import PlatformTokens

LEASE = timedelta(minutes=1)
TAG = "our-leadership-way"
MAXIMUM = 100


def can_be_graded(link: ResourceLink) -> bool:
    """Whether the platform takes scores here: a line item, or the right to make one."""
    if v.SCOPE_SCORE not in link.grade_scopes:
        return False
    return bool(link.line_item_url) or (bool(link.line_items_url) and v.SCOPE_LINE_ITEM in link.grade_scopes)


def scores_url(line_item_url: str) -> str:
    """Where scores go: "/scores" behind the path, before any query (AGS 3.4.1)."""
    parts = urlsplit(line_item_url)
    return urlunsplit(parts._replace(path=parts.path + "/scores"))


def lease(database: Database, link_id: int, now: datetime) -> bool:
    """Take the right to create a link's line item; one worker gets it, for a minute."""
    free = or_(ResourceLink.line_item_leased_until.is_(None), ResourceLink.line_item_leased_until <= now)
    with database.writing() as session:
        taken = session.execute(
            update(ResourceLink)
            .where(ResourceLink.id == link_id, free)
            .values(line_item_leased_until=now + LEASE)
            .execution_options(synchronize_session=False)
        )
        return bool(taken.rowcount)  # type: ignore[attr-defined]


def keep(database: Database, link_id: int, url: str) -> None:
    """Remember the line item that was found or made."""
    with database.writing() as session:
        session.execute(
            update(ResourceLink)
            .where(ResourceLink.id == link_id)
            .values(line_item_url=url, line_item_leased_until=None)
            .execution_options(synchronize_session=False)
        )


def find_or_create(
    outgoing: Outgoing, tokens: PlatformTokens, registration: Registration, link: ResourceLink, label: str
) -> str:
    """The address of the link's line item. Raises OutgoingError."""
    token = tokens.get(registration, [v.SCOPE_LINE_ITEM])
    headers = {"Authorization": f"Bearer {token}"}
    # No `limit`: Moodle 4.5 answers it with a malformed Link header.
    there = outgoing.request("GET", _filtered(link), headers={**headers, "Accept": v.LINE_ITEMS})
    found = ours_among(_json(there), link)
    if found is not None:
        return _address(found)
    new = {
        "label": label,
        "scoreMaximum": MAXIMUM,
        "resourceLinkId": link.resource_link_id,
        "resourceId": resource_id(link),
        "tag": TAG,
    }
    made = outgoing.request("POST", link.line_items_url, json=new, headers={**headers, "Content-Type": v.LINE_ITEM})
    return _address(_json(made))


def resource_id(link: ResourceLink) -> str:
    """Names the placement, not only its module: a course may place one module twice."""
    return f"{link.module or 'all'}-{fingerprint(link.resource_link_id)[:12]}"


def ours_among(items: Any, link: ResourceLink) -> dict[str, Any] | None:
    """The line item of this placement in a platform's list, None if it is not there.

    Platforms echo `resourceLinkId`, `tag` and `resourceId` or leave them out, each as it likes: what
    is there must agree. An item that we made comes before the platform's own for the activity.
    """
    known = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    fitting = [item for item in known if _fits(item, link)]
    fitting.sort(key=lambda item: item.get("tag") != TAG)
    return fitting[0] if fitting else None


def _fits(item: dict[str, Any], link: ResourceLink) -> bool:
    if item.get("tag") not in (None, "", TAG):
        return False
    if item.get("resourceLinkId"):
        return bool(item["resourceLinkId"] == link.resource_link_id)
    echoed = item.get("resourceId")
    if echoed:
        return bool(echoed == resource_id(link))
    return item.get("tag") == TAG


def _filtered(link: ResourceLink) -> str:
    """Asked by the link alone: asked by tag as well, Moodle leaves the activity's own item out
    (mod/lti/service/gradebookservices, get_lineitems)."""
    parts = urlsplit(link.line_items_url)
    query = [*parse_qsl(parts.query), ("resource_link_id", link.resource_link_id)]
    return urlunsplit(parts._replace(query=urlencode(query)))


def _json(response: Any) -> Any:
    try:
        return response.json()
    except (ValueError, RecursionError) as error:
        raise OutgoingError("line-item-answer", "the line item service did not answer with JSON") from error


def _address(item: Any) -> str:
    url = item.get("id") if isinstance(item, dict) else None
    if not isinstance(url, str) or not origin(url) or len(url) > URL_LENGTH:
        raise OutgoingError("line-item-answer", "the line item has no usable id")
    return url
