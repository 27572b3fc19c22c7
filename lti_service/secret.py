"""Random values, their fingerprints, and the sealing of what is stored.

Records, card logs and private keys are sealed.
Only fingerprints of states, nonces and session tokens are stored, so a copy of the database opens
nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Sequence

from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from olw_core.play.sealing import MARK, Seal, SealError


class Keyring:
    """The seals of one service (decision 0007).

    They are under its secret; the earlier ones still open.
    `records`: attempt records and card logs. `check`: the value that tells a wrong secret at the
    start.
    """

    def __init__(self, secrets: Sequence[str]) -> None:
        self._secrets = tuple(secrets)
        self.records = Seal(self._secrets, "olw record")
        self.check = Seal(self._secrets, "olw secret check")
        self._keys = Seal(self._secrets, "olw tool key")

    def close_key(self, text: str) -> str:
        """A private key of ours, sealed."""
        return self._keys.close(text)

    def open_key(self, sealed: str) -> str:
        """The private key again, also from the form of the first edition. Raises SealError."""
        if sealed.startswith(MARK):
            return self._keys.open(sealed)
        for secret in self._secrets:
            try:
                return _open_first_form(secret, sealed)
            except JoseError:
                continue
        told = "A signing key cannot be opened with this server's secret."
        raise SealError("key-sealed", told)


def new_token() -> str:
    """256 random bits, URL-safe, 43 characters."""
    return secrets.token_urlsafe(32)


def new_key() -> str:
    """96 random bits as 24 hexadecimal digits: names a row in addresses, is no secret."""
    return secrets.token_hex(12)


def fingerprint(text: str) -> str:
    """SHA-256 in hexadecimal. Enough for values that are themselves 256 random bits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def same(left: str, right: str) -> bool:
    """Compare two fingerprints in constant time."""
    return hmac.compare_digest(left, right)


def _open_first_form(secret: str, sealed: str) -> str:
    """The first edition sealed keys as JWE (A256GCM). Raises joserfc.errors.JoseError."""
    digest = hashlib.sha256(b"olw tool keys" + secret.encode()).digest()
    plaintext = jwe.decrypt_compact(sealed, OctKey.import_key(digest)).plaintext
    return (plaintext or b"").decode()
