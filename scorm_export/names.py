"""Identifiers and file names: stable between builds, safe in every LMS.

Item and resource identifiers come from module ids alone: a changed one deletes learners'
attempts in Moodle. Manifest identifiers differ within their first 15 characters, because
SuccessFactors keeps no more than that.
"""

from __future__ import annotations

import hashlib
import re
import string
import unicodedata
import uuid
from typing import NamedTuple

from olw_core.authoring.schema.module import DEVICE
from olw_core.engine.record import base36
from scorm_export.errors import ScormError

# The namespace of every cmi5 id of this product (a random UUID, fixed for ever).
_NAMESPACE = uuid.UUID("6f0f8c0a-5f55-4a55-9d8c-2f6f2a6c9b41")
DEFAULT_FILE_NAME = "olw-{module}-{profile}"
DEFAULT_AUTHOR = "Our Leadership Way"


class FileNameFields(NamedTuple):
    """What a template of file names may name."""

    module: str
    """The story's id, or what the package is: its key (describe.py)."""
    profile: str
    """The platform's id, and the edition where it is not the platform's own."""
    edition: str
    version: str
    organisation: str


ANY_PACKAGE = FileNameFields("x", "x", "x", "x", "x")
"""To try a template with."""


def manifest_id(key: str, edition_id: str) -> str:
    """`OLW-` + 8 base-36 digits + `-` + key.

    An XML NCName, unique in its first 12 characters for each key and edition.
    """
    digest = hashlib.sha256(f"{key} {edition_id}".encode()).digest()
    number = int.from_bytes(digest[:5], "big")
    return f"OLW-{base36(number, 8)}-{key}"


def item_id(sco: str) -> str:
    """Identifier of the item that launches a SCO; never changes for a module."""
    return f"ITEM-{sco}"


def resource_id(sco: str) -> str:
    """Identifier of the resource of a SCO; never changes for a module."""
    return f"RES-{sco}"


def activity_iri(key: str, base: str = "") -> str:
    """The IRI of a cmi5 course or AU: below a trust's own `base`, else a stable urn:uuid."""
    if base:
        return f"{base.rstrip('/')}/{key}"
    return uuid.uuid5(_NAMESPACE, key).urn


def slug(text: str) -> str:
    """Letters, digits, dots and hyphens only, lower case; "" when nothing is left."""
    decomposed = unicodedata.normalize("NFKD", text)
    ascii_only = decomposed.encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9.]+", "-", ascii_only.lower()).strip("-.")


def file_name(template: str, fields: FileNameFields) -> str:
    """The zip's name from a template such as `olw-{module}-{profile}`.

    Raises ScormError trust-field.
    """
    name = ""
    if _is_plain(template):
        filled = template.format_map(fields._asdict())
        name = slug(filled.removesuffix(".zip"))
    is_kept = re.match(rf"{DEVICE}(\.|\Z)", name)
    if not name or is_kept:
        raise ScormError(
            "trust-field",
            "file_name",
            f"{template!r} does not make a file name.",
            f"Use words and these in curly brackets: {', '.join(FileNameFields._fields)}.",
        )
    return f"{name}.zip"


def in_language(name: str, lang: str) -> str:
    """A zip's name with the language that was asked for; `lang`: "" for the stories' own."""
    if not lang:
        return name
    return f"{name.removesuffix('.zip')}-{lang}.zip"


def _is_plain(template: str) -> bool:
    """Whether a template holds known fields only, each without a format of its own."""
    try:
        parts = list(string.Formatter().parse(template))
    except ValueError:
        return False
    for _, name, spec, conversion in parts:
        if name is None:
            continue
        if name not in FileNameFields._fields or spec or conversion:
            return False
    return True
