"""What we lean on in the HTTP library though it promises none of it (decision 10).

A release that changes one of these must fail here, with the reason, and not in a trust.
"""

from __future__ import annotations

import datetime
import logging
from collections.abc import Iterator
from pathlib import Path

import httpcore2 as httpcore
import httpx2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from lti_service.logs import set_up
from lti_service.outgoing.client import Outgoing
from lti_service.outgoing.streams import GuardedBackend

LIBRARY_LOGGERS = ("httpx2", "httpcore2")
NO_POOL = (
    "httpx2's HTTPTransport keeps its connections elsewhere now. client.py puts the guarded"
    " backend into `_pool`: find another way in, or private networks stand open."
)


class Reached(Exception):
    """The pool was asked."""


class Recorder(httpcore.ConnectionPool):
    def handle_request(self, request: httpcore.Request) -> httpcore.Response:
        raise Reached(request.url.host.decode())


def test_a_transport_sends_through_the_pool_that_is_put_into_it() -> None:
    transport = httpx2.HTTPTransport(trust_env=False)
    assert isinstance(vars(transport).get("_pool"), httpcore.ConnectionPool), NO_POOL
    transport._pool = Recorder()
    with pytest.raises(Reached, match=r"lms\.example"):
        transport.handle_request(httpx2.Request("GET", "https://lms.example/"))


@pytest.mark.parametrize("private", [False, True])
def test_every_client_connects_through_the_guard(private: bool) -> None:
    outgoing = Outgoing()
    client = outgoing._private if private else outgoing._public
    pool = vars(client._transport)["_pool"]
    guard = pool._network_backend
    outgoing.close()
    assert isinstance(guard, GuardedBackend), NO_POOL
    assert guard.allow_private is private


def test_no_client_asks_the_environment_for_a_proxy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A proxy would look the name up itself, past the guard."""
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    outgoing = Outgoing()
    mounts = [client._mounts for client in (outgoing._private, outgoing._public)]
    outgoing.close()
    assert mounts == [{}, {}]


def test_the_trusts_own_authority_is_read_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = tmp_path / "authority.pem"
    authority.write_bytes(certificate("Example Trust"))
    monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    (found,) = httpx2.create_ssl_context().get_ca_certs()
    assert found["subject"] == ((("commonName", "Example Trust"),),)


@pytest.fixture
def restored_loggers() -> Iterator[None]:
    loggers = [logging.getLogger(name) for name in ("lti_service", *LIBRARY_LOGGERS)]
    before = [(one.handlers[:], one.propagate, one.level) for one in loggers]
    yield
    for logger, was in zip(loggers, before, strict=True):
        logger.handlers[:], logger.propagate, level = was
        logger.setLevel(level)


@pytest.mark.usefixtures("restored_loggers")
def test_the_librarys_own_log_would_tell_whole_addresses_and_is_quiet() -> None:
    logging.getLogger("httpx2").setLevel(logging.INFO)
    set_up("INFO")
    levels = [logging.getLogger(name).getEffectiveLevel() for name in LIBRARY_LOGGERS]
    assert levels == [logging.WARNING, logging.WARNING]


def certificate(name: str) -> bytes:
    """An authority's own certificate, as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    begins = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(begins)
        .not_valid_after(begins + datetime.timedelta(days=36_500))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    return made.public_bytes(serialization.Encoding.PEM)
