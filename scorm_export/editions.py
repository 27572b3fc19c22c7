"""The four editions a package can have, as data: names, namespaces, control documents and the player bundle of each.

Version strings are the ones Moodle recognises: any other string is silently read there as SCORM 1.2.
"""

from __future__ import annotations

from dataclasses import dataclass

from scorm_export.errors import ScormError

XSI = "http://www.w3.org/2001/XMLSchema-instance"
CP12 = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
ADLCP12 = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
IMSMD = "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"
CP2004 = "http://www.imsglobal.org/xsd/imscp_v1p1"
ADLCP = "http://www.adlnet.org/xsd/adlcp_v1p3"
ADLSEQ = "http://www.adlnet.org/xsd/adlseq_v1p3"
ADLNAV = "http://www.adlnet.org/xsd/adlnav_v1p3"
IMSSS = "http://www.imsglobal.org/xsd/imsss"
CMI5 = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"


@dataclass(frozen=True)
class Edition:
    """One edition. `namespaces`: literal prefix ("" = default) and its URI; `locations`: a URI and its XSD."""

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

EDITIONS = {
    edition.id: edition for edition in (SCORM12, SCORM2004_3, SCORM2004_4, CMI5_EDITION)
}


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
