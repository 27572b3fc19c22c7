"""The demo's own secret key, made at the first start and kept beside its database."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def kept_secret(folder: Path) -> str:
    """The key in `folder`/secret, made now when there is none; readable by its owner only."""
    path = folder / "secret"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with os.fdopen(
            os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600),
            "w",
            encoding="ascii",
        ) as file:
            file.write(secrets.token_hex(32))
    return path.read_text("ascii").strip()
