"""Outgoing HTTP: never into a private network unless allowed, never for longer or larger than we
take.
"""

from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib

import pytest

from lti_service.errors import OutgoingError
from lti_service.outgoing import deadline
from lti_service.outgoing.client import Call, Outgoing
from tests.integration.lti_service.site import serve
from tests.support.rude import HEAD, Manners, answers, rude, says


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
    outgoing = Outgoing()
    with pytest.raises(OutgoingError) as told:
        outgoing.request(Call("GET", url))
    outgoing.close()
    assert told.value.code == "outgoing-forbidden"


@pytest.mark.parametrize(
    "url",
    ["https://", "https://no-such-host.invalid/", "https://a b/", "https://\udcff/"],
)
def test_unusable_addresses_are_errors_with_a_code(url: str) -> None:
    outgoing = Outgoing()
    with pytest.raises(OutgoingError) as told:
        outgoing.request(Call("GET", url, private=True))
    outgoing.close()
    assert told.value.code == "outgoing-unreachable"


def test_an_error_tells_the_place_without_its_query() -> None:
    from werkzeug.wrappers import Request, Response

    server, url = serve(
        "127.0.0.1", Request.application(lambda request: Response(status=404))
    )
    outgoing = Outgoing()
    with pytest.raises(OutgoingError) as told:
        outgoing.request(Call("GET", url + "/members?user=5", private=True))
    outgoing.close()
    server.shutdown()
    server.server_close()
    assert str(told.value) == f"GET {url}/members answered 404"


DRIPS = {
    "says nothing": says(),
    "drips in the status line": says(then=b"H"),
    "drips in the headers": says(HEAD, then=b"x"),
    "drips in the body": says(HEAD + b"Content-Length: 99999\r\n\r\n", then=b" "),
    "drips in chunks": says(
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n", then=b"1\r\n \r\n"
    ),
    "is for ever about to answer": says(then=b"HTTP/1.1 102 Processing\r\n\r\n"),
    "has a body without an end": says(HEAD + b"\r\n", then=b" "),
}


@pytest.mark.parametrize("manners", DRIPS.values(), ids=DRIPS)
def test_one_deadline_for_all_of_a_call(manners: Manners) -> None:
    """Each byte comes well within any time-out of its own."""
    outgoing, began = Outgoing(), time.monotonic()
    with rude(manners) as port, deadline.within(1.0):
        with pytest.raises(OutgoingError) as told:
            outgoing.request(Call("GET", f"http://127.0.0.1:{port}/x", private=True))
        took = time.monotonic() - began
    outgoing.close()
    assert (told.value.code, 0.9 < took < 3) == ("outgoing-slow", True)


def test_a_handshake_that_drips_ends_as_well() -> None:
    began_record = b"\x16\x03\x03\x40\x00\x02\x00\x3f\xfc"
    outgoing, began = Outgoing(), time.monotonic()
    with rude(says(began_record, then=b"\x03")) as port, deadline.within(1.0):
        with pytest.raises(OutgoingError) as told:
            outgoing.request(Call("GET", f"https://127.0.0.1:{port}/x", private=True))
        took = time.monotonic() - began
    outgoing.close()
    assert (told.value.code, took < 3) == ("outgoing-unreachable", True)


def test_a_name_server_that_hangs_costs_one_thread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: over.wait(30) and [])
    outgoing, before = Outgoing(), set(threading.enumerate())
    began = time.monotonic()
    for _ in range(3):
        with deadline.within(0.3), pytest.raises(OutgoingError) as told:
            outgoing.request(Call("GET", "https://lms.example/x"))
        assert told.value.code in ("outgoing-unreachable", "outgoing-slow")
    more = set(threading.enumerate()) - before
    assert (len(more), time.monotonic() - began < 3) == (1, True)
    over.set()
    outgoing.close()


def test_what_a_private_platform_opened_is_not_another_platforms_way_in() -> None:
    outgoing = Outgoing()
    with rude(answers(b"{}")) as port:
        url = f"http://127.0.0.1:{port}/x"
        assert outgoing.request(Call("GET", url, private=True)).json() == {}
        with pytest.raises(OutgoingError) as told:
            outgoing.request(Call("GET", url))
        with pytest.raises(OutgoingError) as over_tls:
            outgoing.request(Call("GET", url.replace("http:", "https:")))
    outgoing.close()
    assert (told.value.code, over_tls.value.code) == (
        "outgoing-forbidden",
        "outgoing-forbidden",
    )


@pytest.mark.parametrize(
    ("encoding", "body", "code"),
    [
        (
            b"gzip",
            gzip.compress(b" " * 50_000_000),
            "outgoing-too-large",
        ),  # 50 MB in 50 kB
        (b"deflate", zlib.compress(b" " * 50_000_000), "outgoing-too-large"),
        (b"gzip", gzip.compress(b"{}" * 1000)[:-20], "outgoing-answer"),
        (b"gzip", b"no gzip at all", "outgoing-answer"),
        (b"br", b"{}", "outgoing-answer"),  # not asked for
        (b"gzip, gzip", gzip.compress(gzip.compress(b"{}")), "outgoing-answer"),
    ],
    ids=["gzip-bomb", "deflate-bomb", "cut", "no-gzip", "not-asked-for", "twice"],
)
def test_compressed_answers_are_bounded_once_unpacked(
    encoding: bytes, body: bytes, code: str
) -> None:
    outgoing = Outgoing()
    head = HEAD + b"Content-Encoding: " + encoding + b"\r\n"
    with rude(answers(body, head)) as port, pytest.raises(OutgoingError) as told:
        outgoing.request(Call("GET", f"http://127.0.0.1:{port}/x", private=True))
    outgoing.close()
    assert told.value.code == code


def test_a_compressed_answer_is_read() -> None:
    outgoing = Outgoing()
    head = HEAD + b"Content-Encoding: gzip\r\n"
    with rude(answers(gzip.compress(b'{"a": 1}'), head)) as port:
        answer = outgoing.request(
            Call("GET", f"http://127.0.0.1:{port}/x", private=True)
        )
    outgoing.close()
    assert answer.json() == {"a": 1}


def test_an_unusable_header_value_is_not_quoted() -> None:
    outgoing = Outgoing()
    headers = {"Authorization": "Bearer a secret\nwith a line break"}
    with rude(answers(b"{}")) as port, pytest.raises(OutgoingError) as told:
        outgoing.request(
            Call("GET", f"http://127.0.0.1:{port}/x", private=True, headers=headers)
        )
    outgoing.close()
    assert ("secret" in str(told.value), told.value.code) == (False, "outgoing-broken")
