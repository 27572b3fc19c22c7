"""Links for support as administrators type or paste them, at a command and on a page alike."""

from __future__ import annotations

import pytest

from lti_service.errors import CommandError
from lti_service.services.platforms import support_links
from olw_core.trust import MAX_LABEL, MAX_LINKS, MAX_URL


@pytest.mark.parametrize(
    ("typed", "label", "url"),
    [
        ("Staff=https://a.example/?q=1", "Staff", "https://a.example/?q=1"),
        (
            " Staff support \u00a0= https://a.example ",
            "Staff support",
            "https://a.example",
        ),
        ("Staff=\u201chttps://a.example\u201d", "Staff", "https://a.example"),
        ("Call\u200b=tel:0800 111 222", "Call", "tel:0800111222"),
    ],
)
def test_what_was_meant_is_read(typed: str, label: str, url: str) -> None:
    link = {"label": label, "url": url}
    assert support_links.read(typed) == link
    assert support_links.read(support_links.typed(link)) == link


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "Help",
        "=https://a.example",
        "Help=",
        "Help=javascript:alert(1)",
        "Help=ftp://a.example",
        "\u200b=https://a.example",
        "He\u0007lp=https://a.example",
        "x" * (MAX_LABEL + 1) + "=https://a.example",
        "Help=https://a.example/" + "x" * MAX_URL,
    ],
)
def test_what_no_page_could_show_is_refused(typed: str) -> None:
    with pytest.raises(CommandError) as caught:
        support_links.check([support_links.read(typed)])
    assert caught.value.code == "platform-support"
    assert f"up to {MAX_LABEL} characters" in str(caught.value)


def test_more_than_a_page_has_room_for_are_refused() -> None:
    one = support_links.read("Help=http://intranet.example")
    support_links.check([one] * MAX_LINKS)
    with pytest.raises(CommandError, match=f"room for {MAX_LINKS}"):
        support_links.check([one] * (MAX_LINKS + 1))
