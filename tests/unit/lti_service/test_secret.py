"""Sealing of keys, and fingerprints."""

from __future__ import annotations

import pytest
from joserfc.errors import JoseError

from lti_service.secret import fingerprint, new_token, same, seal, unseal


def test_seal_and_unseal() -> None:
    sealed = seal("one secret", "a private key")
    assert unseal("one secret", sealed) == "a private key"
    assert "a private key" not in sealed
    with pytest.raises(JoseError):
        unseal("another secret", sealed)


def test_fingerprints_take_anything() -> None:
    assert fingerprint("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert len(fingerprint("\udcff")) == 64
    assert (same("a", "a"), same("a", "b")) == (True, False)


def test_tokens_differ() -> None:
    assert len({new_token() for _ in range(100)}) == 100
