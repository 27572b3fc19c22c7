"""What an author has chosen, as content items of the answer (Deep Linking 2.0, 4.1 and 4.4.3)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from lti_service.messages import vocabulary as v

NEW_WINDOW = {"targetName": "_blank"}
"""Canvas opens a window for this name alone, for any other its frame (canvas-lms,
app/controllers/lti/ims/concerns/deep_linking_modules.rb, open_in_new_tab?)."""
FRAME = {"height": 800}
"""No width: Canvas keeps it in pixels, and a story would be cut off on a phone (the same file,
launch_dimensions; app/controllers/application_controller.rb, tool_dimensions)."""
LONGEST_LABEL = 255
ANSWER_LIFE = timedelta(minutes=5)


@dataclass(frozen=True)
class Column:
    """The line item that the platform is to make. `resource_id` and `tag` find it again."""

    label: str
    maximum: int
    resource_id: str
    tag: str


@dataclass(frozen=True)
class Chosen:
    """One link to place. `custom`: what its launches bring. `column`: None where there is no score.

    `target`: "iframe" or "window", "" where the platform chooses. `opens`, `closes`: None = always;
    `due`: None = by `closes`.
    """

    url: str
    title: str
    text: str
    custom: dict[str, str]
    column: Column | None = None
    target: str = ""
    opens: datetime | None = None
    due: datetime | None = None
    closes: datetime | None = None


@dataclass(frozen=True)
class Answer:
    """To whom the answer goes and for how long it is good."""

    issuer: str
    client_id: str
    deployment_id: str
    now: datetime
    nonce: str


def response(
    answer: Answer,
    chosen: Sequence[Chosen],
    data: str,
) -> dict[str, Any]:
    """The claims of the answer; an empty choice is an answer too.

    `data`: as JSON; it goes back exactly as it came, and is left out where none came (4.4.5).
    """
    expires_at = answer.now + ANSWER_LIFE
    claims = {
        "iss": answer.client_id,
        "aud": answer.issuer,
        "iat": int(answer.now.timestamp()),
        "exp": int(expires_at.timestamp()),
        "nonce": answer.nonce,
        v.VERSION: v.LTI_VERSION,
        v.MESSAGE_TYPE: v.DEEP_LINKING_RESPONSE,
        v.DEPLOYMENT_ID: answer.deployment_id,
        v.CONTENT_ITEMS: [_item(one) for one in chosen],
    }
    if data:
        claims[v.DEEP_LINKING_DATA] = json.loads(data)
    return claims


def _item(chosen: Chosen) -> dict[str, Any]:
    """An LTI resource link item; only fields that have something to say."""
    item: dict[str, Any] = {
        "type": v.RESOURCE_LINK_ITEM,
        "url": chosen.url,
        "title": chosen.title,
        "text": chosen.text,
        "custom": chosen.custom,
    }
    if chosen.column is not None:
        item["lineItem"] = _line_item(chosen.column)
    if chosen.target == "window":
        item["window"] = NEW_WINDOW
    if chosen.target == "iframe":
        item["iframe"] = FRAME
    for name, last in (
        ("available", chosen.closes),
        ("submission", chosen.due or chosen.closes),
    ):
        times = _times(chosen.opens, last)
        if times:
            item[name] = times
    return item


def _line_item(column: Column) -> dict[str, Any]:
    return {
        "label": column.label[:LONGEST_LABEL],
        "scoreMaximum": column.maximum,
        "resourceId": column.resource_id,
        "tag": column.tag,
        "submissionReview": v.REVIEWABLE,
    }


def _times(first: datetime | None, last: datetime | None) -> dict[str, str]:
    """ISO 8601 with a zone (4.1.5)."""
    times = {}
    if first is not None:
        times["startDateTime"] = first.isoformat()
    if last is not None:
        times["endDateTime"] = last.isoformat()
    return times
