"""The four editions a package can have, as data.

Version strings are the ones Moodle recognises: any other is silently read there as SCORM 1.2.
"""

from __future__ import annotations

from dataclasses import dataclass

from scorm_export.errors import ScormError
from scorm_export.namespaces import (
    ADLCP,
    ADLCP12,
    ADLNAV,
    ADLSEQ,
    CMI5,
    CP12,
    CP2004,
    IMSMD,
    IMSSS,
)


@dataclass(frozen=True)
class Edition:
    """One edition.

    id: as options and file names have it.
    title: its plain name.
    schemaversion: the string by which an LMS knows it.
    manifest: the manifest's file name.
    bundle: the player's script.
    schema_folder: where the control documents lie, "" where there are none.
    namespaces: each literal prefix ("" for the default) with its URI.
    locations: each URI with the XSD that describes it.
    """

    id: str
    title: str
    schemaversion: str
    manifest: str
    bundle: str
    schema_folder: str
    namespaces: tuple[tuple[str, str], ...]
    locations: tuple[tuple[str, str], ...]

    @property
    def default_namespace(self) -> str:
        """The namespace of the manifest's own elements."""
        return dict(self.namespaces)[""]


_NS_2004 = (
    ("", CP2004),
    ("adlcp", ADLCP),
    ("adlseq", ADLSEQ),
    ("adlnav", ADLNAV),
    ("imsss", IMSSS),
)
_XSD_2004 = (
    (CP2004, "imscp_v1p1.xsd"),
    (ADLCP, "adlcp_v1p3.xsd"),
    (ADLSEQ, "adlseq_v1p3.xsd"),
    (ADLNAV, "adlnav_v1p3.xsd"),
    (IMSSS, "imsss_v1p0.xsd"),
)

SCORM12 = Edition(
    id="1.2",
    title="SCORM 1.2",
    schemaversion="1.2",
    manifest="imsmanifest.xml",
    bundle="player-scorm12.js",
    schema_folder="scorm12",
    namespaces=(("", CP12), ("adlcp", ADLCP12), ("imsmd", IMSMD)),
    locations=(
        (CP12, "imscp_rootv1p1p2.xsd"),
        (IMSMD, "imsmd_rootv1p2p1.xsd"),
        (ADLCP12, "adlcp_rootv1p2.xsd"),
    ),
)
SCORM2004_3 = Edition(
    id="2004-3",
    title="SCORM 2004 3rd Edition",
    schemaversion="2004 3rd Edition",
    manifest="imsmanifest.xml",
    bundle="player-scorm2004.js",
    schema_folder="scorm2004-3",
    namespaces=_NS_2004,
    locations=_XSD_2004,
)
SCORM2004_4 = Edition(
    id="2004-4",
    title="SCORM 2004 4th Edition",
    schemaversion="2004 4th Edition",
    manifest="imsmanifest.xml",
    bundle="player-scorm2004.js",
    schema_folder="scorm2004-4",
    namespaces=_NS_2004,
    locations=_XSD_2004,
)
CMI5_EDITION = Edition(
    id="cmi5",
    title="cmi5",
    schemaversion="cmi5",
    manifest="cmi5.xml",
    bundle="player-cmi5.js",
    schema_folder="",
    namespaces=(("", CMI5),),
    locations=(),
)

_ALL = (SCORM12, SCORM2004_3, SCORM2004_4, CMI5_EDITION)
EDITIONS = {edition.id: edition for edition in _ALL}


def edition(edition_id: str) -> Edition:
    """The edition with this id. Raises ScormError edition-unknown."""
    if edition_id not in EDITIONS:
        raise ScormError(
            "edition-unknown",
            f"edition {edition_id!r}",
            "There is no such edition.",
            f"Use one of: {', '.join(EDITIONS)}.",
        )
    return EDITIONS[edition_id]
