"""What the published XSDs say of a manifest, without what a plainer rule has told already."""

from __future__ import annotations

from scorm_export.check.document import Document, parse
from scorm_export.check.findings import Findings, found
from scorm_export.xsd import schema_errors

# A rule's code, and words by which the XSD's message of the same fault is known.
_PLAINER = (
    ("manifest-id-form", "attribute 'identifier'"),
    ("manifest-id-duplicate", "attribute 'identifier'"),
    ("manifest-title-long", "}title'"),
    ("manifest-title-missing", "Missing child element(s)"),
)


SaidBefore = set[tuple[str, str]]
"""Code and place of each finding so far."""


def schema(document: Document, told: SaidBefore) -> Findings:
    """XSD errors, but for those that a plainer finding has told of the same line."""
    if document.edition is None:
        return
    # Judging takes elements out of the tree, so it has one of its own.
    root, _ = parse(document.name, document.data)
    if root is None:
        return
    for line, why in schema_errors(document.edition, root):
        place = f"{document.name}:{line}"
        if not _is_told(why, place, told):
            yield found("manifest-schema", place, why=why)


def _is_told(why: str, place: str, told: SaidBefore) -> bool:
    """Whether a plainer finding of this place means the same fault."""
    return any(words in why and (code, place) in told for code, words in _PLAINER)
