"""cmi5.xml, the course structure of cmi5 (specification, Quartz 1st edition, section 13.1).

moveOn is Completed: reaching an ending is what counts; with a pass mark both Completed and Passed are wanted.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from scorm_export import names
from scorm_export.editions import Edition
from scorm_export.manifest.contents import Contents, Description, Sco, title

ACTIVITY_TYPE = "http://adlnet.gov/expapi/activities/lesson"


def build(contents: Contents, edition: Edition) -> etree._Element:
    """The courseStructure element: one course and one AU for each SCO."""
    namespace = edition.default_namespace
    nsmap: Any = {None: namespace}  # None = default
    root = etree.Element(f"{{{namespace}}}courseStructure", nsmap=nsmap)
    course = etree.SubElement(root, f"{{{namespace}}}course")
    course.set("id", names.activity_iri(f"course/{contents.key}", contents.iri))
    _describe(course, contents.about, namespace)
    for sco in contents.scos:
        _unit(root, sco, contents, namespace)
    return root


def _unit(root: etree._Element, sco: Sco, contents: Contents, namespace: str) -> None:
    unit = etree.SubElement(root, f"{{{namespace}}}au")
    unit.set("id", names.activity_iri(f"au/{sco.key}", contents.iri))
    unit.set("launchMethod", "AnyWindow")
    unit.set(
        "moveOn", "Completed" if contents.pass_mark is None else "CompletedAndPassed"
    )
    if contents.pass_mark is not None:
        unit.set("masteryScore", f"{contents.pass_mark / 100:.2f}")
    unit.set("activityType", ACTIVITY_TYPE)
    _describe(unit, sco.about, namespace)
    etree.SubElement(unit, f"{{{namespace}}}url").text = sco.href


def _describe(parent: etree._Element, about: Description, namespace: str) -> None:
    for name, text in (("title", title(about.title)), ("description", about.summary)):
        element = etree.SubElement(parent, f"{{{namespace}}}{name}")
        langstring = etree.SubElement(
            element, f"{{{namespace}}}langstring", lang=about.lang
        )
        langstring.text = text
