"""The way through a trust's proxy, with a real small one that opens tunnels."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from werkzeug.wrappers import Request, Response

from lti_service.errors import OutgoingError
from lti_service.outgoing.client import Call, Outgoing
from lti_service.outgoing.proxy import Proxy
from tests.integration.lti_service.site import serve
from tests.support.rude import rude


@dataclass
class Tunnels:
    """A CONNECT proxy (RFC 9110, 9.3.6). `answer`: its status line; not 200 opens nothing."""

    answer: bytes = b"HTTP/1.1 200 Connection established"
    heads: list[str] = field(default_factory=list)

    def __call__(self, connection: socket.socket, over: threading.Event) -> None:
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            head += connection.recv(1)
        self.heads.append(head.decode("ascii"))
        connection.sendall(self.answer + b"\r\n\r\n")
        if b" 200 " not in self.answer:
            return
        host, _, port = self.heads[-1].split(" ")[1].rpartition(":")
        with socket.create_connection((host, int(port))) as there:
            back = threading.Thread(target=pump, args=(there, connection), daemon=True)
            back.start()
            pump(connection, there)
            back.join(5)


def pump(source: socket.socket, sink: socket.socket) -> None:
    try:
        while piece := source.recv(65536):
            sink.sendall(piece)
        sink.shutdown(socket.SHUT_WR)
    except OSError:
        return


@pytest.fixture
def lms() -> Iterator[str]:
    """The address of a platform that says hello."""
    app = Request.application(lambda _: Response("hello"))
    server, url = serve("127.0.0.1", app)
    yield url
    server.shutdown()
    server.server_close()


def ask(proxy_url: str, call: Call) -> str:
    """What came, or the error's code and words."""
    outgoing = Outgoing(proxy=Proxy.read(proxy_url))
    try:
        return outgoing.request(call).body.decode()
    except OutgoingError as error:
        return f"{error.code} {error}"
    finally:
        outgoing.close()


def test_a_call_goes_through_the_proxy_and_nowhere_else(lms: str) -> None:
    tunnels = Tunnels()
    call = Call("GET", lms + "/jwks", private=True)
    with rude(tunnels) as port:
        assert ask(f"http://ann:p%40ss@127.0.0.1:{port}", call) == "hello"
    place = lms.removeprefix("http://")
    assert tunnels.heads == [
        f"CONNECT {place} HTTP/1.1\r\nHost: {place}\r\n"
        "Proxy-Authorization: Basic YW5uOnBAc3M=\r\n\r\n"
    ]


@pytest.mark.parametrize("url", ["https://127.0.0.1/", "https://localhost:8443/jwks"])
def test_private_addresses_are_refused_before_the_proxy_is_asked(url: str) -> None:
    tunnels = Tunnels()
    with rude(tunnels) as port:
        told = ask(f"http://127.0.0.1:{port}", Call("GET", url))
    assert told.startswith("outgoing-forbidden ")
    assert tunnels.heads == []


def test_a_name_that_only_the_proxy_finds_is_left_to_it() -> None:
    tunnels = Tunnels(answer=b"HTTP/1.1 502 Bad Gateway")
    with rude(tunnels) as port:
        told = ask(f"http://127.0.0.1:{port}", Call("GET", "https://lms.invalid/"))
    assert told.startswith("outgoing-unreachable ")
    assert told.endswith("answered 502 for lms.invalid")
    assert tunnels.heads[0].startswith("CONNECT lms.invalid:443 HTTP/1.1\r\n")


@pytest.mark.parametrize(
    "answer",
    [b"HTTP/1.1 403 Forbidden", b"HTTP/1.1 407", b"nonsense", b"HTTP/1.1 abc", b""],
)
def test_a_proxy_that_opens_nothing(lms: str, answer: bytes) -> None:
    with rude(Tunnels(answer=answer)) as port:
        told = ask(f"http://127.0.0.1:{port}", Call("GET", lms, private=True))
    assert told.startswith("outgoing-unreachable "), told


def test_a_proxy_that_is_away(lms: str) -> None:
    told = ask("http://127.0.0.1:9", Call("GET", lms, private=True))
    assert told.startswith("outgoing-unreachable "), told


@pytest.mark.parametrize(
    ("url", "proxy"),
    [
        ("http://proxy.test:3128", Proxy("proxy.test", 3128, "")),
        ("http://[::1]:3128/", Proxy("::1", 3128, "")),
        ("https://proxy.test:3128", None),
        ("http://proxy.test", None),
        ("proxy.test:3128", None),
        ("http://proxy.test:99999", None),
        ("http://proxy.test:3128/path", None),
        ("http://[::1:3128", None),
    ],
)
def test_addresses_of_proxies(url: str, proxy: Proxy | None) -> None:
    assert Proxy.read(url) == proxy
