"""Reproducible zips: the same files always make the same bytes, whatever the machine, the clock or the order given.

Entries sorted, one fixed time (SOURCE_DATE_EPOCH, else 1 January 2026), mode 0644, and only file types that every
content server known to us serves (the Learning Hub answers 404 to the rest).
"""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Mapping

from scorm_export.errors import ScormError

ALLOWED_TYPES = frozenset(
    {"html", "js", "css", "json", "svg", "png", "woff2", "xsd", "dtd", "xml"}
)
DEFAULT_EPOCH = 1_767_225_600
_EARLIEST = 315_532_800  # a zip entry cannot be older than 1980
_PATH = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*\Z")


def write(files: Mapping[str, bytes], epoch: int = DEFAULT_EPOCH) -> bytes:
    """The zip of `files` (path -> bytes). `epoch`: seconds since 1970 stamped on each entry.

    Raises ScormError package-path (escapes, spaces, odd characters), package-file-type.
    """
    stamp = time.gmtime(max(epoch, _EARLIEST))[:6]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(files):
            _check(path)
            entry = zipfile.ZipInfo(path, stamp)
            entry.create_system = (
                3  # Unix, so that the mode below means the same everywhere
            )
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, files[path], zipfile.ZIP_DEFLATED, 9)
    return buffer.getvalue()


def _check(path: str) -> None:
    if not _PATH.match(path) or ".." in path:
        raise ScormError(
            "package-path",
            path,
            "This path may not go into a package.",
            "Use letters, digits, '.', '_' and '-' only.",
        )
    if path.rsplit(".", 1)[-1].lower() not in ALLOWED_TYPES:
        raise ScormError(
            "package-file-type",
            path,
            "Some LMSs do not serve this type of file.",
            f"Use one of: {', '.join(sorted(ALLOWED_TYPES))}.",
        )
