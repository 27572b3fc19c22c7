"""The units a manifest offers to launch (SCOs and assets of SCORM, AUs of cmi5), read leniently:
any namespace.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

Element = etree._Element


@dataclass(frozen=True)
class Unit:
    """`href` is below the manifest, with its query; the rest is what the LMS hands over."""

    id: str
    """The item's identifier, or the publisher id of cmi5."""
    title: str
    """As the manifest has it."""
    href: str
    launch_data: str = ""
    """Passed on as it is; "" where there is none."""
    mastery: str = ""
    """The mastery score as it is written; "" for none."""
    move_on: str = ""
    """Of cmi5 only; "" elsewhere."""


@dataclass(frozen=True)
class Course:
    """What a manifest offers: the title of the whole, "" where it has none, and its units."""

    title: str
    units: tuple[Unit, ...]
    """In the manifest's order."""


def _local(element: Element) -> str:
    """The name without its namespace; "" for a comment."""
    if not isinstance(element.tag, str):
        return ""
    return etree.QName(element).localname


def _below(element: Element, name: str) -> Iterator[Element]:
    """All elements of this local name, at any depth, the element itself too."""
    for child in element.iter():
        if _local(child) == name:
            yield child


def _first(element: Element, name: str) -> Element | None:
    """The first element of this local name, at any depth."""
    return next(_below(element, name), None)


def _text(element: Element, name: str) -> str:
    """The text of the first direct child of this local name."""
    for child in element:
        if _local(child) == name:
            return "".join(map(str, child.itertext())).strip()
    return ""


def _attribute(element: Element, name: str, otherwise: str = "") -> str:
    """Its value; `otherwise` where there is none, or an empty one."""
    return str(element.get(name) or otherwise)


def _words(element: Element | None) -> str:
    """The text of an element without children; "" for none."""
    if element is None:
        return ""
    return str(element.text or "")


def scorm_edition(root: Element) -> tuple[str, str]:
    """("1.2" or "2004", label for people), as Moodle decides it: what it does not know is 1.2."""
    version = _words(_first(root, "schemaversion")).strip()
    if version.startswith("2004"):
        return "2004", f"SCORM {version}"
    if version in ("1.3", "CAM 1.3"):
        return "2004", "SCORM 2004"
    return "1.2", "SCORM 1.2"


def scorm_course(root: Element) -> Course:
    """One unit for each item that launches something."""
    organization = _first(root, "organization")
    if organization is None:
        return Course("", ())
    resources = {}
    for resource in _below(root, "resource"):
        resources[resource.get("identifier")] = _attribute(resource, "href")
    units = []
    for item in _below(organization, "item"):
        href = resources.get(item.get("identifierref"))
        if href:
            units.append(_scorm_unit(item, href))
    return Course(_text(organization, "title"), tuple(units))


def _scorm_unit(item: Element, href: str) -> Unit:
    """`mastery`: SCORM 1.2 has its own element, 2004 a measure of the primary objective."""
    measure = _words(_first(item, "minNormalizedMeasure"))
    return Unit(
        id=_attribute(item, "identifier"),
        title=_text(item, "title"),
        href=href + _attribute(item, "parameters"),
        launch_data=_text(item, "datafromlms") or _text(item, "dataFromLMS"),
        mastery=_text(item, "masteryscore") or measure,
    )


def cmi5_course(root: Element) -> Course:
    """The assignable units of a course."""
    course = _first(root, "course")
    title = "" if course is None else _text(course, "title")
    units = [_cmi5_unit(au) for au in _below(root, "au")]
    return Course(title, tuple(units))


def _cmi5_unit(au: Element) -> Unit:
    """`moveOn` is optional; without one the unit asks for nothing (cmi5 13.1.4)."""
    return Unit(
        id=_attribute(au, "id"),
        title=_text(au, "title"),
        href=_text(au, "url"),
        launch_data=_text(au, "launchParameters"),
        mastery=_attribute(au, "masteryScore"),
        move_on=_attribute(au, "moveOn", "NotApplicable"),
    )
