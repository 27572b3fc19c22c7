"""A platform's list of line items: which of them, if any, is a resource link's (AGS 2.0)."""

from __future__ import annotations

from typing import Any

from lti_service.models import ResourceLink
from lti_service.secret import fingerprint

TAG = "our-leadership-way"
NAMES_OF_PLACES = ("resourceLinkId", "resourceId", "tag")
"""What an item may say of whose it is."""

Item = dict[str, Any]


def resource_id(link: ResourceLink) -> str:
    """Names the placement, not only its module: a course may place one module twice."""
    module = link.module or "all"
    place = fingerprint(link.resource_link_id)[:12]
    return f"{module}-{place}"


def ours_among(items: Any, link: ResourceLink) -> Item | None:
    """The line item of this placement in a platform's list, None if it is not there.

    Platforms echo `resourceLinkId`, `tag` and `resourceId` or leave them out, each as it likes:
    what is there must agree. An item that we made comes before the platform's own for the activity.
    """
    fitting = [item for item in _items(items) if _fits(item, link)]
    for item in fitting:
        if item.get("tag") == TAG:
            return item
    return fitting[0] if fitting else None


def made_after_all(items: Any, link: ResourceLink, label: str) -> Item | None:
    """After a request whose answer was lost: a column of our label that says nothing of itself.

    Without that request it might be anyone's.
    """
    if link.line_item_asked_at is None:
        return None
    for item in _items(items):
        if item.get("label") == label and not _says_whose(item):
            return item
    return None


def _items(items: Any) -> list[Item]:
    """Whatever of a platform's list can be an item."""
    if not isinstance(items, list):
        return []
    return [item for item in items if isinstance(item, dict)]


def _says_whose(item: Item) -> bool:
    """Whether a line item names the place it belongs to at all."""
    return any(item.get(name) for name in NAMES_OF_PLACES)


def _fits(item: Item, link: ResourceLink) -> bool:
    """Whether all that an item says of its place is this link's."""
    if item.get("tag") not in (None, "", TAG):
        return False
    echoed = item.get("resourceLinkId")
    if echoed:
        return bool(echoed == link.resource_link_id)
    echoed = item.get("resourceId")
    if echoed:
        return bool(echoed == resource_id(link))
    return item.get("tag") == TAG
