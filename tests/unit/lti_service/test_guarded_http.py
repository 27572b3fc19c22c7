"""Outgoing HTTP never reaches into a private network unless an admin allows it."""

from __future__ import annotations

import pytest

from lti_service.errors import OutgoingError
from lti_service.guarded_http import Outgoing, is_public
from tests.integration.lti_service.site import serve


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),  # cloud metadata
        ("100.64.0.1", False),  # carrier-grade NAT
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
    ],
)
def test_is_public(address: str, expected: bool) -> None:
    assert is_public(address) is expected


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/",
        "https://localhost:8443/jwks",
        "https://[::1]/",
        "https://2130706433/",  # 127.0.0.1 as one number
        "https://0x7f.1/",
        "http://example.com/",  # no TLS
        "ftp://example.com/",
        "file:///etc/passwd",
    ],
)
def test_private_and_plain_addresses_are_refused(url: str) -> None:
    outgoing = Outgoing(allow_private=False)
    with pytest.raises(OutgoingError) as told:
        outgoing.request("GET", url)
    outgoing.close()
    assert told.value.code == "outgoing-forbidden"


@pytest.mark.parametrize("url", ["https://", "https://no-such-host.invalid/", "https://a b/", "https://\udcff/"])
def test_unusable_addresses_are_errors_with_a_code(url: str) -> None:
    outgoing = Outgoing(allow_private=True)
    with pytest.raises(OutgoingError) as told:
        outgoing.request("GET", url)
    outgoing.close()
    assert told.value.code == "outgoing-unreachable"


def test_an_error_tells_the_place_without_its_query() -> None:
    from werkzeug.wrappers import Request, Response

    server, url = serve("127.0.0.1", Request.application(lambda request: Response(status=404)))
    outgoing = Outgoing(allow_private=True)
    with pytest.raises(OutgoingError) as told:
        outgoing.request("GET", url + "/members?user=5")
    outgoing.close()
    server.shutdown()
    server.server_close()
    assert str(told.value) == f"GET {url}/members answered 404"
