"""Which addresses are public: also those that carry another one inside."""

from __future__ import annotations

import pytest

from lti_service.outgoing.networks import is_public


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
        ("::ffff:93.184.215.14", True),
        ("64:ff9b::7f00:1", False),  # NAT64 of 127.0.0.1
        ("64:ff9b::a9fe:a9fe", False),  # NAT64 of 169.254.169.254
        (
            "64:ff9b::5db8:d70e",
            True,
        ),  # NAT64 of a public address, on networks without IPv4
        ("64:ff9b:1::a00:1", False),  # local NAT64
        ("2002:7f00:1::1", False),  # 6to4 of 127.0.0.1
        ("2002:a00:1::1", False),  # 6to4 of 10.0.0.1
        ("::127.0.0.1", False),  # IPv4-compatible
        ("::93.184.215.14", False),
        ("::ffff:0:127.0.0.1", False),  # IPv4-translated
        ("2001:0:5db8:d70e::1", False),  # Teredo
        ("2001:db8::1", False),  # documentation
        ("fec0::1", False),  # site-local
        ("ff02::1", False),
    ],
)
def test_is_public(address: str, expected: bool) -> None:
    assert is_public(address) is expected
