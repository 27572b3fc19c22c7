"""What is in a package."""

from __future__ import annotations

import io
import zipfile


def unpacked(data: bytes) -> dict[str, bytes]:
    """Each file of a zip by its name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
