"""A platform's list of line items: which of them, if any, is a resource link's (AGS 2.0)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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


def tag_of(name: str) -> str:
    """The tag of a column. It names the placement too: some platforms keep nothing else."""
    return f"{TAG}:{name}"


def items_of(page: list[Any]) -> list[Item]:
    """Whatever of a platform's list can be an item."""
    return [item for item in page if isinstance(item, dict)]


def ours_among(items: Sequence[Item], link: ResourceLink) -> Item | None:
    """The line item of this placement in a platform's whole list, None if it is not there.

    Platforms keep `resourceLinkId`, `tag` and `resourceId` or drop them, each as it likes: one
    that names this placement is enough. An item that we made comes before the platform's own.
    """
    for is_it in (_names_placement, _is_of_link, _was_placed_with):
        found = _first(items, link, is_it)
        if found is not None:
            return found
    return None


def tagged_alone(items: Sequence[Item], link: ResourceLink) -> Item | None:
    """In a list that was asked for by the link: a column that tells our first tag and no more.

    The first edition tagged all columns alike. In a list of the whole course it might be another
    placement's.
    """
    return _first(items, link, _has_first_tag_alone)


def made_after_all(
    items: Sequence[Item],
    link: ResourceLink,
    label: str,
) -> Item | None:
    """After a request whose answer was lost: a column of our label that says nothing of itself.

    Without that request it might be anyone's.
    """
    if link.line_item_asked_at is None:
        return None
    for item in items:
        if item.get("label") == label and not _says_whose(item):
            return item
    return None


def _first(
    items: Sequence[Item],
    link: ResourceLink,
    is_it: Callable[[Item, ResourceLink], bool],
) -> Item | None:
    for item in items:
        if is_it(item, link):
            return item
    return None


def _says_whose(item: Item) -> bool:
    """Whether a line item names the place it belongs to at all."""
    return any(item.get(name) for name in NAMES_OF_PLACES)


def _names_placement(item: Item, link: ResourceLink) -> bool:
    """By a name that only we give, and only to this placement."""
    return _is_named(item, resource_id(link))


def _is_of_link(item: Item, link: ResourceLink) -> bool:
    """By the platform's name for the link; not where another tool tagged it."""
    if item.get("resourceLinkId") != link.resource_link_id:
        return False
    tag = item.get("tag") or TAG
    return isinstance(tag, str) and tag.startswith(TAG)


def _was_placed_with(item: Item, link: ResourceLink) -> bool:
    """By the name given when the link was chosen (Deep Linking).

    A course author may have copied the link with it: the item must not be another link's.
    """
    name = link.placed_as
    if not name or item.get("resourceLinkId"):
        return False
    return _is_named(item, name)


def _is_named(item: Item, name: str) -> bool:
    """By us: as its resource, or in its tag where the platform keeps that alone."""
    if item.get("resourceId") == name:
        return True
    return item.get("tag") == tag_of(name)


def _has_first_tag_alone(item: Item, link: ResourceLink) -> bool:
    """Nothing else is told: neither a link nor a resource."""
    is_silent = not item.get("resourceLinkId") and not item.get("resourceId")
    return is_silent and item.get("tag") == TAG
