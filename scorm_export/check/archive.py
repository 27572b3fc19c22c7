"""The zip itself: can it be opened and unpacked safely, and will its names survive Windows, Linux and web servers?

Nothing is unpacked to disk, and nothing is read before its declared size was judged: a package may come from anyone.
"""

from __future__ import annotations

import posixpath
import re
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from scorm_export.check.findings import Finding, found, some

MAX_TOTAL = 2 * 1024**3  # bytes unpacked; the NHS Learning Hub's upload limit
MAX_ENTRIES = 20_000
MAX_RATIO = 200  # text of a course packs 3 to 20 times; zlib's limit is about 1,030
RATIO_FROM = 5_000_000  # bytes; smaller entries cannot hurt
MAX_READ = 5_000_000  # bytes of one file we look into
_JUNK = re.compile(r"(^|/)(__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\.git/)", re.IGNORECASE)
# Refused by CrossKnowledge and Peritus, and dangerous where an LMS serves what it unpacks.
_EXECUTABLE = re.compile(
    r"\.(php\d?|phtml|phar|pl|py|cgi|exe|dll|bat|cmd|com|sh|ps1|asp|aspx|jsp|htaccess|vbs|msi)$", re.IGNORECASE
)
_PLAIN = re.compile(r"[A-Za-z0-9_.()/\-]+\Z")
_WINDOWS_DRIVE = re.compile(r"[A-Za-z]:")


@dataclass
class Archive:
    """An opened package. `names` are its files without junk; `base` is the folder of the manifest, "" or "x/"."""

    zip: zipfile.ZipFile
    names: frozenset[str]
    readable: bool
    base: str = ""

    def read(self, name: str) -> bytes | None:
        """The first MAX_READ bytes of a file; None when it cannot be read."""
        try:
            with self.zip.open(name) as file:
                return file.read(MAX_READ)
        except (KeyError, OSError, RuntimeError, zipfile.BadZipFile, NotImplementedError, EOFError, zlib.error):
            return None


def inspect(package: zipfile.ZipFile) -> tuple[Archive, list[Finding]]:
    """The archive and what is wrong with it. `readable` is False where reading on could hurt."""
    entries = [entry for entry in package.infolist() if not entry.filename.endswith("/")]
    names = frozenset(entry.filename for entry in entries if not _JUNK.search(entry.filename))
    bombs = list(_bombs(entries))
    findings = [*bombs, *_entries(entries), *_clashes(entries), *_habits(sorted(names), entries)]
    return Archive(package, names, readable=not bombs), findings


def escapes(path: str) -> bool:
    """True for a path that leads out of the folder it is unpacked to."""
    norm = posixpath.normpath(path.replace("\\", "/"))
    return norm.startswith(("../", "/")) or norm == ".." or bool(_WINDOWS_DRIVE.match(norm))


def _bombs(entries: list[zipfile.ZipInfo]) -> Iterator[Finding]:
    total = sum(entry.file_size for entry in entries)
    if total > MAX_TOTAL or len(entries) > MAX_ENTRIES:
        yield found("zip-bomb", "the zip", size=f"{total:,} bytes in {len(entries):,} files")
    for entry in entries:
        if entry.file_size > RATIO_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            times = entry.file_size // max(entry.compress_size, 1)
            yield found("zip-bomb", entry.filename, size=f"{times:,} times its packed size")


def _entries(entries: list[zipfile.ZipInfo]) -> Iterator[Finding]:
    for entry in entries:
        # Python turns backslashes into slashes on Windows only; the raw name is what other unpackers see.
        if escapes(entry.orig_filename):
            yield found("zip-path-escapes", entry.orig_filename)
        elif "\\" in entry.orig_filename:
            yield found("zip-backslash", entry.orig_filename)
        if stat.S_ISLNK(entry.external_attr >> 16):
            yield found("zip-symlink", entry.filename)
        if entry.flag_bits & 0x1:
            yield found("zip-encrypted", entry.filename)
        if _EXECUTABLE.search(entry.filename):
            yield found("zip-executable", entry.filename)


def _clashes(entries: list[zipfile.ZipInfo]) -> Iterator[Finding]:
    for name, count in Counter(entry.filename for entry in entries).items():
        if count > 1:
            yield found("zip-duplicate", name, count=count)
    folded = Counter(name.casefold() for name in {entry.filename for entry in entries})
    for name, count in folded.items():
        if count > 1:
            yield found("zip-case-clash", name)


def _habits(names: list[str], entries: list[zipfile.ZipInfo]) -> Iterator[Finding]:
    junk = sorted(entry.filename for entry in entries if _JUNK.search(entry.filename))
    if junk:
        yield found("zip-junk", some(junk))
    odd = [name or "(no name)" for name in names if not _PLAIN.match(name)]
    if odd:
        yield found("zip-name", some(odd))
