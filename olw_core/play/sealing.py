"""Sealing: a learner's text made unreadable without a secret of the server that keeps it.

Both server doors seal with this before they store a record (docs/decisions/0007-what-is-stored.md).
A package in a learning system has no server of ours behind it and cannot. Fernet (AES-128-CBC and
HMAC-SHA256) under a key derived by HKDF (RFC 5869): whoever holds a copy of the database, or a
platform's own export, reads nothing.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from olw_core.errors import OlwError

MARK = "s1."
"""Begins every sealed text; an unsealed record begins with its format's digit."""
KEY_BYTES = 32


class SealError(OlwError):
    """A sealed text that none of the secrets opens. Nothing may be written over it."""


class Seal:
    """Seals under the first of `secrets` and opens under any, so that a secret can be changed.

    `purpose` keeps the keys of different uses apart, for example "olw record". Raises ValueError
    without a secret.
    """

    def __init__(self, secrets: Sequence[str], purpose: str) -> None:
        self._fernet = MultiFernet([_fernet(secret, purpose) for secret in secrets])

    def close(self, text: str) -> str:
        """The text, sealed; an empty text stays empty, since it says nothing."""
        if not text:
            return ""
        return MARK + self._fernet.encrypt(text.encode()).decode("ascii")

    def open(self, text: str) -> str:
        """The text that was sealed; a text stored before there were seals is given back as it is.

        Raises SealError (record-sealed).
        """
        if not text.startswith(MARK):
            return text
        try:
            return self._fernet.decrypt(text[len(MARK) :]).decode()
        except (
            InvalidToken,
            ValueError,
        ):  # ValueError: letters that no sealed text has
            raise SealError(
                "record-sealed",
                "A stored record cannot be opened with this server's secret. Nothing is lost: "
                "put the earlier secret back beside the new one.",
            ) from None


def _fernet(secret: str, purpose: str) -> Fernet:
    derive = HKDF(
        algorithm=SHA256(),
        length=KEY_BYTES,
        salt=None,
        info=purpose.encode(),
    )
    return Fernet(base64.urlsafe_b64encode(derive.derive(secret.encode())))
