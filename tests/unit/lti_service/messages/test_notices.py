"""Where a platform takes our address for notices: an odd offer turns nobody away."""

from __future__ import annotations

from typing import Any

import pytest

from lti_service.messages.notices import handlers_url
from lti_service.messages.vocabulary import COPY_NOTICE, NOTICE_SERVICE

URL = "platform_notification_service_url"
GOOD = {"notice_types_supported": [COPY_NOTICE], URL: "https://lms.example/n"}


@pytest.mark.parametrize(
    "offer",
    [
        None,
        "x",
        {},
        {**GOOD, "notice_types_supported": COPY_NOTICE},
        {**GOOD, "notice_types_supported": ["LtiHelloWorldNotice", 7]},
        {**GOOD, URL: None},
        {**GOOD, URL: 7},
        {**GOOD, URL: "ftp://lms.example"},
        {**GOOD, URL: "http://lms.example/n"},
    ],
)
def test_an_odd_offer_counts_as_none(offer: Any) -> None:
    assert handlers_url({NOTICE_SERVICE: offer}, allow_http=False) == ""


def test_a_good_one() -> None:
    assert handlers_url({NOTICE_SERVICE: GOOD}, allow_http=False) == GOOD[URL]
