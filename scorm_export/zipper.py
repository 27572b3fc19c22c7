"""Reproducible zips: the same files make the same bytes, whatever the machine or the clock.

Entries sorted, one fixed time (SOURCE_DATE_EPOCH, else 1 January 2026), mode 0644, and only
file types that every content server known to us serves (the Learning Hub answers 404 to the
rest).
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
# Seconds since 1970; the same in every zip, so that equal content gives equal bytes.
DEFAULT_EPOCH = 1_767_225_600
_EARLIEST = 315_532_800  # a zip entry cannot be older than 1980
# Plain ASCII paths without a hidden or an empty part.
_PATH = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*\Z")
_UNIX = 3  # the system on which the mode below means the same everywhere
_MODE = 0o100644 << 16
_SMALLEST = 9  # zlib's level


def write(files: Mapping[str, bytes], epoch: int = DEFAULT_EPOCH) -> bytes:
    """The zip of `files` (path -> bytes). `epoch`: seconds since 1970 stamped on each entry.

    Raises ScormError package-path (escapes, spaces, odd characters), package-file-type.
    """
    stamp = time.gmtime(max(epoch, _EARLIEST))[:6]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path in sorted(files):
            _check(path)
            entry = zipfile.ZipInfo(path, stamp)
            entry.create_system = _UNIX
            entry.external_attr = _MODE
            archive.writestr(entry, files[path], zipfile.ZIP_DEFLATED, _SMALLEST)
    return buffer.getvalue()


def _check(path: str) -> None:
    """Refuses a path that may not stand in a package."""
    if not _PATH.match(path) or ".." in path:
        problem = "This path may not go into a package."
        remedy = "Use letters, digits, '.', '_' and '-' only."
        raise ScormError("package-path", path, problem, remedy)
    ending = path.rsplit(".", 1)[-1].lower()
    if ending not in ALLOWED_TYPES:
        problem = "Some LMSs do not serve this type of file."
        remedy = f"Use one of: {', '.join(sorted(ALLOWED_TYPES))}."
        raise ScormError("package-file-type", path, problem, remedy)
