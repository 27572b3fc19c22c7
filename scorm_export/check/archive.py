"""The zip as a whole: can it be opened and unpacked safely, and is each file what was packed?

Nothing is unpacked to disk, and nothing is read before its declared size was judged: a
package may come from anyone. All sizes of a zip are here; the widths of the Learning Hub's columns
are in platform_traps.py.
"""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from dataclasses import dataclass
from functools import cached_property

from scorm_export.check.entries import (
    JUNK,
    clashes,
    entry_findings,
    escapes,
    habits,
    readable,
    without_query,
)
from scorm_export.check.findings import Finding, Findings, found

__all__ = ["Archive", "escapes", "inspect", "without_query"]

MAX_TOTAL = 2 * 1024**3  # bytes unpacked; the NHS Learning Hub's upload limit
# Entries of a zip, folders among them.
MAX_ENTRIES = 20_000
MAX_RATIO = 200  # text of a course packs 3 to 20 times; zlib's limit is about 1,030
RATIO_FROM = 5_000_000  # bytes; smaller entries cannot hurt
MAX_READ = 5_000_000  # bytes of one file we look into
_LOCAL_HEADER = 30  # bytes before the name (APPNOTE 4.3.7)
_PIECE = 1_000_000  # bytes unpacked at a time
# What zipfile and its decompressors raise for damaged, cut or made-up data; found by fuzzing.
UNREADABLE = (
    OSError,
    RuntimeError,
    EOFError,
    ValueError,
    LookupError,
    OverflowError,
    MemoryError,
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
)


@dataclass
class Archive:
    """An opened package.

    zip: what it is read from.
    names: its files, without folders and junk.
    readable: False where reading on could hurt.
    base: the folder of the manifest, "" or "x/".
    """

    zip: zipfile.ZipFile
    names: frozenset[str]
    readable: bool
    base: str = ""

    @cached_property
    def _folded(self) -> dict[str, str]:
        """Each name by itself without capitals."""
        return {name.casefold(): name for name in self.names}

    def absent(self, path: str, place: str) -> Findings:
        """The finding where no file has this path in these capitals."""
        if path in self.names:
            return
        real = self._folded.get(path.casefold())
        if real is None:
            yield found("file-missing", place, path=path)
        else:
            yield found("file-case", place, path=path, real=real)

    def read(self, name: str) -> bytes | None:
        """The first MAX_READ bytes of a file; None when it cannot be read."""
        try:
            entry = self.zip.getinfo(name)
            if not readable(entry):
                return None
            with self.zip.open(entry) as file:
                return file.read(MAX_READ)
        except UNREADABLE:
            return None


def inspect(package: zipfile.ZipFile) -> tuple[Archive, list[Finding]]:
    """The archive and what is wrong with it. `readable` is False where reading on could hurt."""
    everything = package.infolist()
    entries = [entry for entry in everything if not entry.filename.endswith("/")]
    paths = [entry.filename for entry in entries]
    names = frozenset(path for path in paths if not JUNK.search(path))
    bombs = [*_bombs(entries), *_overlaps(everything)]
    findings = [
        *bombs,
        *entry_findings(everything),
        *clashes(entries),
        *habits(sorted(names), entries),
    ]
    if not bombs:
        findings += _damage(package, entries)
    return Archive(package, names, readable=not bombs), findings


def _bombs(entries: list[zipfile.ZipInfo]) -> Findings:
    """What unpacks to more than any course: in all, or far more than it was packed to."""
    total = sum(entry.file_size for entry in entries)
    if total > MAX_TOTAL or len(entries) > MAX_ENTRIES:
        size = f"{total:,} bytes in {len(entries):,} files"
        yield found("zip-bomb", "the zip", size=size)
    for entry in entries:
        packed = max(entry.compress_size, 1)
        if entry.file_size > RATIO_FROM and entry.file_size > MAX_RATIO * packed:
            size = f"{entry.file_size // packed:,} times its packed size"
            yield found("zip-bomb", entry.filename, size=size)


def _overlaps(entries: list[zipfile.ZipInfo]) -> Findings:
    """Entries that share bytes.

    So a zip of 10 MB is made to hold 281 TB (D. Fifield, USENIX WOOT 2019).
    """
    end = 0
    for entry in sorted(entries, key=lambda one: one.header_offset):
        if entry.header_offset < end:
            yield found("zip-overlap", entry.filename)
        packed = _LOCAL_HEADER + entry.compress_size
        end = max(end, entry.header_offset + packed)


def _damage(package: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> Findings:
    """Each file that does not unpack, or unpacks to something with another checksum (CRC-32)."""
    for entry in entries:
        if readable(entry) and not _unpacks(package, entry):
            yield found("zip-damaged", entry.filename)


def _unpacks(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    """Whether all of a file can be read; zipfile compares the checksum at its end."""
    length = 0
    try:
        with package.open(entry) as file:
            while piece := file.read(_PIECE):
                length += len(piece)
    except UNREADABLE:
        return False
    return length == entry.file_size
