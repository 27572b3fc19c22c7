"""Random values, their fingerprints, and the sealing of private keys at rest.

Only fingerprints of states, nonces and session tokens are stored, so a copy of the database opens nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from joserfc import jwe
from joserfc.jwk import OctKey

SEAL = {"alg": "dir", "enc": "A256GCM"}


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


def seal(secret_key: str, text: str) -> str:
    """Encrypt `text` (JWE, A256GCM) under the service's secret."""
    return jwe.encrypt_compact(dict(SEAL), text.encode(), _sealing_key(secret_key))


def unseal(secret_key: str, sealed: str) -> str:
    """Undo `seal`. Raises joserfc.errors.JoseError when the secret is another one."""
    plaintext = jwe.decrypt_compact(sealed, _sealing_key(secret_key)).plaintext
    return (plaintext or b"").decode()


def _sealing_key(secret_key: str) -> OctKey:
    return OctKey.import_key(hashlib.sha256(b"olw tool keys" + secret_key.encode()).digest())
