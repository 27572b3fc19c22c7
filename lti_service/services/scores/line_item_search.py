"""Looking for a resource link's line item before one is made (AGS 2.0, 3.2.4 and 3.2.5).

A column that is there and not found would be made a second time. So the platform is asked in three
ways, each over all its pages, and nothing is made while a list has not been read to its end.
"""

from __future__ import annotations

from typing import Any

from lti_service.errors import OutgoingError
from lti_service.messages import vocabulary as v
from lti_service.messages.text import URL_LENGTH, origin
from lti_service.models import Registration, ResourceLink
from lti_service.outgoing.answer import Answer
from lti_service.outgoing.client import Call
from lti_service.outgoing.outside_json import is_clean
from lti_service.services.calls.platform_calls import PlatformCalls
from lti_service.services.calls.queries import with_query
from lti_service.services.scores.line_item_lists import (
    Item,
    items_of,
    made_after_all,
    ours_among,
    resource_id,
    tagged_alone,
)

MOST_PAGES = 100


def look_for(
    calls: PlatformCalls,
    registration: Registration,
    link: ResourceLink,
    label: str,
) -> str:
    """The address of the link's line item, "" if the platform has none. Raises OutgoingError.

    First by the link: Moodle then gives the activity's own item, which it leaves out when asked by
    tag as well (mod/lti/service/gradebookservices, get_lineitems). Then by our own name for it: a
    platform may drop the link of a column that a tool made. Then the whole list: it may drop that.
    """
    here = _listed(calls, registration, link, resource_link_id=link.resource_link_id)
    found = ours_among(here, link) or tagged_alone(here, link)
    if found is None:
        named = _listed(calls, registration, link, resource_id=resource_id(link))
        found = ours_among(named, link)
    if found is None:
        everything = _listed(calls, registration, link)
        found = ours_among(everything, link) or made_after_all(everything, link, label)
    return address_of(found) if found else ""


def json_of(answer: Answer) -> Any:
    """Raises OutgoingError (line-item-answer)."""
    told = "the line item service did not answer with JSON"
    return answer.json_for("line-item-answer", told)


def address_of(item: Any) -> str:
    """What the item is called by (AGS 3.2.5). Raises OutgoingError (line-item-answer)."""
    url = item.get("id") if isinstance(item, dict) else None
    if not isinstance(url, str) or not _is_usable(url):
        raise OutgoingError("line-item-answer", "the line item has no usable id")
    return url


def _listed(
    calls: PlatformCalls,
    registration: Registration,
    link: ResourceLink,
    **wanted: str,
) -> list[Item]:
    """All pages of the list.

    Raises OutgoingError: line-item-list where it has no end, or leads to a page that was given
    before; line-item-answer where it is no list.
    """
    # No `limit`: Moodle 4.5 answers it with a malformed Link header.
    url = with_query(link.line_items_url, wanted)
    pages = calls.pages(
        registration,
        v.SCOPE_LINE_ITEM,
        Call("GET", url, headers={"Accept": v.LINE_ITEMS}),
        link.deployment.deployment_id,
        most=MOST_PAGES,
    )
    items: list[Item] = []
    for number, page in enumerate(pages, start=1):
        listed = json_of(page.answer)
        if not isinstance(listed, list):
            raise OutgoingError("line-item-answer", "the list of columns is no list")
        items += items_of(listed)
        if page.follows in ("again", "unread"):
            told = f"the list of columns does not end after {number} pages"
            raise OutgoingError("line-item-list", told)
    return items


def _is_usable(url: str) -> bool:
    """Whether an address of a platform can be stored and called."""
    if len(url) > URL_LENGTH or not is_clean(url):
        return False
    if not url.isprintable() or " " in url:
        return False
    return bool(origin(url))
