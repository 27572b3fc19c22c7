"""Where the manifest of a package lies, and what is wrong with that place."""

from __future__ import annotations

from scorm_export.check.archive import Archive
from scorm_export.check.findings import Finding, found

MANIFEST = "imsmanifest.xml"


def find_manifest(archive: Archive) -> tuple[str, list[Finding]]:
    """The manifest's path, "" without one. Sets the archive's base to its folder."""
    if MANIFEST in archive.names:
        return MANIFEST, []
    named = sorted(name for name in archive.names if _is_manifest(name))
    if not named:
        return "", [found("manifest-missing", "the zip")]
    name = min(named, key=len)
    folder, slash, _ = name.rpartition("/")
    if not slash:
        return name, [found("manifest-case", name)]
    archive.base = folder + slash
    return name, [found("manifest-subfolder", name)]


def _is_manifest(path: str) -> bool:
    """Whether a file is a manifest but for its folder and its capitals."""
    return path.rsplit("/", 1)[-1].lower() == MANIFEST
