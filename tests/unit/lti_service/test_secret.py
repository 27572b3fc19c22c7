"""Sealing of keys and records, and fingerprints."""

from __future__ import annotations

import hashlib

import pytest
from joserfc import jwe
from joserfc.jwk import OctKey

from lti_service.secret import Keyring, fingerprint, new_token, same
from olw_core.play.sealing import SealError

ONE, TWO = "one secret of thirty-two characters", "two secrets of thirty-two characters"


def first_form(secret: str, text: str) -> str:
    """As the first edition sealed a key."""
    key = OctKey.import_key(hashlib.sha256(b"olw tool keys" + secret.encode()).digest())
    return jwe.encrypt_compact({"alg": "dir", "enc": "A256GCM"}, text.encode(), key)


def test_a_key_opens_under_its_secret_only() -> None:
    sealed = Keyring([ONE]).close_key("a private key")
    assert Keyring([ONE]).open_key(sealed) == "a private key"
    assert "a private key" not in sealed
    with pytest.raises(SealError):
        Keyring([TWO]).open_key(sealed)


def test_after_a_change_the_earlier_secret_still_opens() -> None:
    sealed = Keyring([ONE]).close_key("a private key")
    record = Keyring([ONE]).records.close("1.kind.3.1...")
    changed = Keyring([TWO, ONE])
    assert (changed.open_key(sealed), changed.records.open(record)) == (
        "a private key",
        "1.kind.3.1...",
    )
    assert Keyring([TWO]).open_key(changed.close_key("another")) == "another"


def test_keys_of_the_first_edition_are_opened() -> None:
    sealed = first_form(ONE, "a private key")
    assert [Keyring(secrets).open_key(sealed) for secrets in ([ONE], [TWO, ONE])] == [
        "a private key"
    ] * 2
    with pytest.raises(SealError) as told:
        Keyring([TWO]).open_key(sealed)
    assert told.value.code == "key-sealed"


def test_a_record_cannot_be_passed_off_as_a_key() -> None:
    ring = Keyring([ONE])
    with pytest.raises(SealError):
        ring.open_key(ring.records.close("1.kind.3.1..."))


def test_fingerprints_take_anything() -> None:
    assert (
        fingerprint("abc")
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )
    assert len(fingerprint("\udcff")) == 64
    assert (same("a", "a"), same("a", "b")) == (True, False)


def test_tokens_differ() -> None:
    assert len({new_token() for _ in range(100)}) == 100
