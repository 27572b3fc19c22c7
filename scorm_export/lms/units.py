"""The units a manifest offers to launch (SCOs and assets of SCORM, AUs of cmi5), read leniently: any namespace."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree


@dataclass(frozen=True)
class Unit:
    """`href` is below the manifest, with its query; the rest is what the LMS hands over at launch."""

    id: str
    title: str
    href: str
    launch_data: str = ""
    mastery: str = ""
    move_on: str = ""


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _below(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in element.iter() if _local(child) == name)


def _text(element: etree._Element, name: str) -> str:
    """The text of the first direct child of this local name."""
    found = next((child for child in element if _local(child) == name), None)
    return "".join(map(str, found.itertext())).strip() if found is not None else ""


def scorm_edition(root: etree._Element) -> tuple[str, str]:
    """("1.2" or "2004", label for people), as Moodle decides it: anything it does not know is 1.2."""
    version = next(
        (str(element.text or "").strip() for element in _below(root, "schemaversion")),
        "",
    )
    if version.startswith("2004") or version in ("1.3", "CAM 1.3"):
        return "2004", f"SCORM {version}" if version.startswith(
            "2004"
        ) else "SCORM 2004"
    return "1.2", "SCORM 1.2"


def scorm_units(root: etree._Element) -> tuple[str, list[Unit]]:
    """(title of the course, one unit for each item that launches something)."""
    resources = {str(r.get("identifier")): r for r in _below(root, "resource")}
    organization = next(_below(root, "organization"), None)
    if organization is None:
        return "", []
    units = [
        Unit(
            id=str(item.get("identifier") or ""),
            title=_text(item, "title"),
            href=str(resource.get("href")) + str(item.get("parameters") or ""),
            launch_data=_text(item, "datafromlms") or _text(item, "dataFromLMS"),
            mastery=_text(item, "masteryscore")
            or next((m.text or "" for m in _below(item, "minNormalizedMeasure")), ""),
        )
        for item in _below(organization, "item")
        if (resource := resources.get(str(item.get("identifierref")))) is not None
        and resource.get("href")
    ]
    return _text(organization, "title"), units


def cmi5_units(root: etree._Element) -> tuple[str, list[Unit]]:
    """(title of the course, its assignable units)."""
    course = next(_below(root, "course"), None)
    units = [
        Unit(
            id=str(au.get("id") or ""),
            title=_text(au, "title"),
            href=_text(au, "url"),
            launch_data=_text(au, "launchParameters"),
            mastery=str(au.get("masteryScore") or ""),
            move_on=str(au.get("moveOn") or "NotApplicable"),
        )
        for au in _below(root, "au")
    ]
    return (_text(course, "title") if course is not None else ""), units
