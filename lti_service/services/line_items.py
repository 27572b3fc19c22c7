"""The line item of a resource link: the platform's own, or one that we look for and only then create (AGS 3.2)."""

from __future__ import annotations

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
from lti_service.outgoing.limits import OutsideError, is_clean
from lti_service.secret import fingerprint
from lti_service.services.platform_calls import PlatformCalls

LEASE = timedelta(minutes=1)
MOST_PAGES = 20
NOT_MADE = frozenset(
    {"outgoing-unreachable", "outgoing-forbidden", "token-status", "token-answer"}
)
"""Problems after which the platform cannot have made anything: our request never reached it."""
TAG = "our-leadership-way"
MAXIMUM = 100


def can_be_graded(link: ResourceLink) -> bool:
    """Whether the platform takes scores here: a line item, or the right to make one."""
    if v.SCOPE_SCORE not in link.grade_scopes:
        return False
    return bool(link.line_item_url) or (
        bool(link.line_items_url) and v.SCOPE_LINE_ITEM in link.grade_scopes
    )


def scores_url(line_item_url: str) -> str:
    """Where scores go: "/scores" behind the path, before any query (AGS 3.4.1)."""
    parts = urlsplit(line_item_url)
    return urlunsplit(parts._replace(path=parts.path + "/scores"))


def lease(database: Database, link_id: int, now: datetime) -> bool:
    """Take the right to create a link's line item; one worker gets it, for a minute."""
    free = or_(
        ResourceLink.line_item_leased_until.is_(None),
        ResourceLink.line_item_leased_until <= now,
    )
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
            .values(
                line_item_url=url, line_item_leased_until=None, line_item_asked_at=None
            )
            .execution_options(synchronize_session=False)
        )


def find_or_create(
    database: Database,
    calls: PlatformCalls,
    registration: Registration,
    link: ResourceLink,
    label: str,
    now: datetime,
) -> str:
    """The address of the link's line item. Raises OutgoingError.

    One that may have been made is only looked for: a platform whose answers cannot be used would
    otherwise get one more column at each try.
    """
    found = _find(calls, registration, link, label)
    if found:
        return found
    if not _may_ask(database, link.id, now):
        told = "a column was asked for earlier and its address never came"
        raise OutgoingError("line-item-uncertain", told)
    try:
        made = _create(calls, registration, link, label)
    except OutgoingError as error:
        if _was_not_made(error):
            _set_asked(database, link.id, None)
        raise
    return _address(_json(made))


def forget_asking(database: Database, registration_id: int | None = None) -> None:
    """Let line items be asked for once more: an administrator has looked at the platform's
    gradebook.
    """
    change = update(ResourceLink).where(ResourceLink.line_item_asked_at.is_not(None))
    if registration_id is not None:
        theirs = select(Deployment.id).where(
            Deployment.registration_id == registration_id
        )
        change = change.where(ResourceLink.deployment_id.in_(theirs))
    change = change.values(line_item_asked_at=None, line_item_leased_until=None)
    with database.writing() as session:
        session.execute(change.execution_options(synchronize_session=False))


def _find(
    calls: PlatformCalls, registration: Registration, link: ResourceLink, label: str
) -> str:
    """Its address, "" if the platform does not list it."""
    url, seen, home = _filtered(link), set[str](), origin(link.line_items_url)
    while url and url not in seen and origin(url) == home and len(seen) < MOST_PAGES:
        seen.add(url)
        # No `limit`: Moodle 4.5 answers it with a malformed Link header.
        call = Call("GET", url, headers={"Accept": v.LINE_ITEMS})
        page = calls.request(registration, v.SCOPE_LINE_ITEM, call)
        items = _json(page)
        found = ours_among(items, link) or _made_after_all(items, link, label)
        if found is not None:
            return _address(found)
        url = page.next_page()
    return ""


def _made_after_all(
    items: Any, link: ResourceLink, label: str
) -> dict[str, Any] | None:
    """After a request whose answer was lost: a column of our label that says nothing of itself.

    Without that request it might be anyone's.
    """
    if link.line_item_asked_at is None:
        return None
    for item in items if isinstance(items, list) else []:
        if (
            isinstance(item, dict)
            and item.get("label") == label
            and not _says_whose(item)
        ):
            return item
    return None


def _says_whose(item: dict[str, Any]) -> bool:
    return any(item.get(name) for name in ("resourceLinkId", "resourceId", "tag"))


def _create(
    calls: PlatformCalls,
    registration: Registration,
    link: ResourceLink,
    label: str,
) -> Answer:
    new = {
        "label": label,
        "scoreMaximum": MAXIMUM,
        "resourceLinkId": link.resource_link_id,
        "resourceId": resource_id(link),
        "tag": TAG,
    }
    call = Call(
        "POST", link.line_items_url, headers={"Content-Type": v.LINE_ITEM}, data=new
    )
    return calls.request(registration, v.SCOPE_LINE_ITEM, call)


def _was_not_made(error: OutgoingError) -> bool:
    return error.code in NOT_MADE or 400 <= error.status < 500


def _may_ask(database: Database, link_id: int, now: datetime) -> bool:
    """Note before the request goes out that it does; False when one went out earlier."""
    with database.writing() as session:
        noted = session.execute(
            update(ResourceLink)
            .where(
                ResourceLink.id == link_id, ResourceLink.line_item_asked_at.is_(None)
            )
            .values(line_item_asked_at=now)
            .execution_options(synchronize_session=False)
        )
        return bool(noted.rowcount)  # type: ignore[attr-defined]


def _set_asked(database: Database, link_id: int, at: datetime | None) -> None:
    change = (
        update(ResourceLink)
        .where(ResourceLink.id == link_id)
        .values(line_item_asked_at=at)
    )
    with database.writing() as session:
        session.execute(change.execution_options(synchronize_session=False))


def resource_id(link: ResourceLink) -> str:
    """Names the placement, not only its module: a course may place one module twice."""
    return f"{link.module or 'all'}-{fingerprint(link.resource_link_id)[:12]}"


def ours_among(items: Any, link: ResourceLink) -> dict[str, Any] | None:
    """The line item of this placement in a platform's list, None if it is not there.

    Platforms echo `resourceLinkId`, `tag` and `resourceId` or leave them out, each as it likes: what
    is there must agree. An item that we made comes before the platform's own for the activity.
    """
    known = (
        [item for item in items if isinstance(item, dict)]
        if isinstance(items, list)
        else []
    )
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


def _json(answer: Answer) -> Any:
    try:
        return answer.json()
    except OutsideError as error:
        told = f"the line item service did not answer with JSON: {error}"
        raise OutgoingError("line-item-answer", told) from error


def _address(item: Any) -> str:
    url = item.get("id") if isinstance(item, dict) else None
    if not isinstance(url, str) or not _is_usable(url):
        raise OutgoingError("line-item-answer", "the line item has no usable id")
    return url


def _is_usable(url: str) -> bool:
    if (
        len(url) > URL_LENGTH
        or not is_clean(url)
        or not url.isprintable()
        or " " in url
    ):
        return False
    return bool(origin(url))
