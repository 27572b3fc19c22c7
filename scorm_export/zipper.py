"""Reproducible zips: the same files make the same bytes, whatever the machine or the clock.

Entries sorted, one fixed time (SOURCE_DATE_EPOCH, else 1 January 2026), mode 0644, and only
file types that every content server known to us serves (the Learning Hub answers 404 to the
rest).
"""

from __future__ import annotations

import functools
import re
import struct
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

import deflate

from scorm_export.errors import ScormError

ALLOWED_TYPES = frozenset(
    {"html", "js", "css", "json", "svg", "png", "woff2", "xsd", "dtd", "xml"}
)
# Seconds since 1970; the same in every zip, so that equal content gives equal bytes.
DEFAULT_EPOCH = 1_767_225_600
_EARLIEST = 315_532_800  # a zip entry cannot be older than 1980
# Plain ASCII paths without a hidden or an empty part.
_PATH = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*\Z")
_SMALL = 10  # libdeflate's level: a twentieth smaller than zlib's best; 12 takes thrice the time

# PKWARE's APPNOTE 6.3.10; "x" is a byte of a field that stays empty. zipfile cannot take what
# another library has deflated.
_LOCAL = struct.Struct("<8s3H3LH2x")  # 4.3.7
_CENTRAL = struct.Struct("<8s2x3H3LH8x2L")  # 4.3.12
_END = struct.Struct("<4s4x2H2L2x")  # 4.3.16
# Each begins with its signature; then come what made it (2.0 on Unix, where the mode below means
# the same everywhere, 4.4.2) and what reads it (2.0 knows deflate, 4.4.3).
_IN_PLACE = b"PK\3\4\x14\0\0\0"
_IN_DIRECTORY = b"PK\1\2\x14\3\x14\0"
_AT_THE_END = b"PK\5\6"
_DEFLATED = 8  # 4.4.5
_MODE = 0o100644 << 16


@dataclass(frozen=True)
class _Packed:
    """A file as it stands in a zip.

    data: deflated. crc, size: of the file itself.
    """

    data: bytes
    crc: int
    size: int


def write(files: Mapping[str, bytes], epoch: int = DEFAULT_EPOCH) -> bytes:
    """The zip of `files` (path -> bytes). `epoch`: seconds since 1970 stamped on each entry.

    Raises ScormError package-path (escapes, spaces, odd characters), package-file-type.
    """
    stamp = _stamp(epoch)
    body = bytearray()
    directory = bytearray()
    for path in sorted(files):
        _check(path)
        packed = _packed(files[path])
        told = _told(packed, stamp, len(path))
        name = path.encode("ascii")
        start = len(body)
        directory += _CENTRAL.pack(_IN_DIRECTORY, *told, _MODE, start)
        directory += name
        body += _LOCAL.pack(_IN_PLACE, *told)
        body += name
        body += packed.data
    count = len(files)
    end = _END.pack(_AT_THE_END, count, count, len(directory), len(body))
    return b"".join((body, directory, end))


def _told(packed: _Packed, stamp: tuple[int, int], name: int) -> tuple[int, ...]:
    """What both headers say of a file: method, time, date, checksum, sizes, length of its name."""
    return (
        _DEFLATED,
        *stamp,
        packed.crc,
        len(packed.data),
        packed.size,
        name,
    )


@functools.lru_cache(maxsize=64)
def _packed(data: bytes) -> _Packed:
    """Kept, because packages share most of their files."""
    return _Packed(
        data=bytes(deflate.deflate_compress(data, _SMALL)),
        crc=zlib.crc32(data),
        size=len(data),
    )


def _stamp(epoch: int) -> tuple[int, int]:
    """Time and date as MS-DOS has them (4.4.6), in steps of two seconds."""
    at = time.gmtime(max(epoch, _EARLIEST))
    pairs = at.tm_sec // 2
    years = at.tm_year - 1980
    clock = at.tm_hour << 11 | at.tm_min << 5 | pairs
    date = years << 9 | at.tm_mon << 5 | at.tm_mday
    return clock, date


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
