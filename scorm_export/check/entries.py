"""What single entries of a zip may not be: paths that escape, links, locks, programs.

Nor may they be packed in a way that no LMS can unpack.
"""

from __future__ import annotations

import posixpath
import re
import stat
import zipfile
from collections import Counter

from scorm_export.check.findings import Findings, found, some

JUNK = re.compile(
    r"(^|/)(__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\.git/)",
    re.IGNORECASE,
)
# Refused by CrossKnowledge and Peritus, and dangerous where an LMS serves what it unpacks.
_EXECUTABLE = re.compile(
    r"\.(php\d?|phtml|phar|pl|py|cgi|asp|aspx|jsp|htaccess"
    r"|exe|dll|bat|cmd|com|sh|ps1|vbs|msi)$",
    re.IGNORECASE,
)
# Names that need no escaping, in a zip as in an address.
_PLAIN = re.compile(r"[A-Za-z0-9_.()/\-]+\Z")
_QUERY = re.compile(r"[?#]")
_WINDOWS_DRIVE = re.compile(r"[A-Za-z]:")
# Bits 0, 6 and 13 of the general purpose flag (APPNOTE 4.4.4): locked, strongly locked,
# locked directory.
_LOCKED = 0x1 | 0x40 | 0x2000
_AES = 99  # the method that stands for AES (APPNOTE, appendix E)
# What PHP's ZipArchive, Java's and .NET's own unpackers all read.
_READABLE = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_METHODS = {
    9: "Deflate64",
    12: "bzip2",
    14: "LZMA",
    93: "Zstandard",
    95: "XZ",
    98: "PPMd",
}


def locked(entry: zipfile.ZipInfo) -> bool:
    """True for an entry that a password locks."""
    return bool(entry.flag_bits & _LOCKED) or entry.compress_type == _AES


def readable(entry: zipfile.ZipInfo) -> bool:
    """True for an entry that every LMS can unpack: no password, stored or deflated."""
    return not locked(entry) and entry.compress_type in _READABLE


def escapes(path: str) -> bool:
    """True for a path that leads out of the folder it is unpacked to."""
    norm = posixpath.normpath(path.replace("\\", "/"))
    if norm == ".." or norm.startswith(("../", "/")):
        return True
    return bool(_WINDOWS_DRIVE.match(norm))


def without_query(address: str) -> str:
    """An address up to its query or part."""
    return _QUERY.split(address)[0]


def entry_findings(entries: list[zipfile.ZipInfo]) -> Findings:
    """Every finding of single entries, folders included."""
    for entry in entries:
        yield from _path(entry)
        yield from _packing(entry)
        if stat.S_ISLNK(entry.external_attr >> 16):
            yield found("zip-symlink", entry.filename)
        if _EXECUTABLE.search(entry.filename):
            yield found("zip-executable", entry.filename)


def _path(entry: zipfile.ZipInfo) -> Findings:
    """A path that leads out of the package, or that only Windows would read."""
    # Python turns backslashes into slashes on Windows only; other unpackers see the raw name.
    raw = entry.orig_filename
    if escapes(raw):
        yield found("zip-path-escapes", raw)
    elif "\\" in raw:
        yield found("zip-backslash", raw)


def _packing(entry: zipfile.ZipInfo) -> Findings:
    """Packing that an LMS cannot undo."""
    if locked(entry):
        yield found("zip-encrypted", entry.filename)
    elif entry.compress_type not in _READABLE:
        method = _METHODS.get(entry.compress_type, f"number {entry.compress_type}")
        yield found("zip-method", entry.filename, method=method)


def clashes(entries: list[zipfile.ZipInfo]) -> Findings:
    """Names that are there twice, or differ only in capitals."""
    names = Counter(entry.filename for entry in entries)
    for name, count in names.items():
        if count > 1:
            yield found("zip-duplicate", name, count=count)
    folded = Counter(name.casefold() for name in names)
    for name, count in folded.items():
        if count > 1:
            yield found("zip-case-clash", name)


def habits(names: list[str], entries: list[zipfile.ZipInfo]) -> Findings:
    """What a computer left behind, and names that some servers cannot serve."""
    junk = [entry.filename for entry in entries if JUNK.search(entry.filename)]
    if junk:
        yield found("zip-junk", some(sorted(junk)))
    odd = [name or "(no name)" for name in names if not _PLAIN.match(name)]
    if odd:
        yield found("zip-name", some(odd))
