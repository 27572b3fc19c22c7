"""Small packages made by hand for the LMS page: what other publishers' zips look like."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

SCORM12 = """<manifest identifier="m" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
<organizations default="o"><organization identifier="o"><title>Two stories</title>
<item identifier="i0"><title>A heading</title>
<item identifier="i1" identifierref="r1" parameters="?lang=en"><title>One</title>
<adlcp:datafromlms>x=1</adlcp:datafromlms>
<adlcp:masteryscore>70</adlcp:masteryscore></item></item>
<item identifier="i2" identifierref="r2"><title>Two</title></item>
<item identifier="i3" identifierref="gone"><title>Three</title></item>
</organization></organizations>
<resources><resource identifier="r1" type="webcontent" adlcp:scormtype="sco" href="one.html"/>
<resource identifier="r2" type="webcontent" adlcp:scormtype="sco" href="sub/two.html"/>
</resources></manifest>"""

SCORM2004 = """<manifest identifier="m" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"
  xmlns:imsss="http://www.imsglobal.org/xsd/imsss">
<metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion></metadata>
<organizations default="o"><organization identifier="o"><title>One story</title>
<item identifier="i1" identifierref="r1"><title>One</title>
<imsss:sequencing><imsss:objectives><imsss:primaryObjective>
<imsss:minNormalizedMeasure>0.7</imsss:minNormalizedMeasure>
</imsss:primaryObjective></imsss:objectives></imsss:sequencing>
</item></organization></organizations>
<resources><resource identifier="r1" type="webcontent" href="one.html"/></resources></manifest>"""

CMI5 = """<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
<course id="https://trust.example/course">
<title><langstring lang="en-GB">One unit</langstring></title></course>
<au id="https://trust.example/kind" moveOn="Completed" masteryScore="0.7">
<title><langstring lang="en-GB">Kind</langstring></title>
<url>one.html?a=b</url><launchParameters>p</launchParameters></au></courseStructure>"""

PAGE = "<!doctype html><title>One</title>"


def scorm12() -> dict[str, str]:
    """Two units in a SCORM 1.2 package."""
    return {"imsmanifest.xml": SCORM12, "one.html": PAGE, "sub/two.html": PAGE}


def write(
    path: Path,
    files: Mapping[str, str | bytes],
    change: Callable[[zipfile.ZipInfo], None] | None = None,
) -> Path:
    """A zip of these files; `change` may spoil each entry's header."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            if change:
                change(entry)
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return path


def link(name: str) -> Callable[[zipfile.ZipInfo], None]:
    """Makes the entry of this name a symbolic link."""

    def change(entry: zipfile.ZipInfo) -> None:
        if entry.filename == name:
            entry.external_attr = (stat.S_IFLNK | 0o777) << 16

    return change


def body(data: bytes) -> io.BytesIO:
    """The input stream of a WSGI environment."""
    return io.BytesIO(data)
