"""cmi5.xml, the course structure of cmi5 (specification, Quartz 1st edition, section 13.1).

moveOn is Completed: reaching an ending is what counts. With a pass mark both Completed and
Passed are wanted.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from scorm_export import names
from scorm_export.editions import Edition
from scorm_export.manifest.contents import Contents, Description, Sco, title
from scorm_export.namespaces import qualified

ACTIVITY_TYPE = "http://adlnet.gov/expapi/activities/lesson"


class _Tree:
    """Makes elements in the namespace of course structures; `root` is the courseStructure."""

    def __init__(self, namespace: str) -> None:
        self._namespace = namespace
        nsmap: Any = {None: namespace}  # None = default; lxml-stubs know str only
        name = qualified(namespace, "courseStructure")
        self.root = etree.Element(name, nsmap=nsmap)

    def add(self, parent: etree._Element, local: str) -> etree._Element:
        return etree.SubElement(parent, qualified(self._namespace, local))

    def describe(self, parent: etree._Element, about: Description) -> None:
        """Title and description."""
        self._words(parent, "title", title(about.title), about.lang)
        self._words(parent, "description", about.summary, about.lang)

    def _words(self, parent: etree._Element, name: str, text: str, lang: str) -> None:
        langstring = self.add(self.add(parent, name), "langstring")
        langstring.set("lang", lang)
        langstring.text = text


def build(contents: Contents, edition: Edition) -> etree._Element:
    """The courseStructure element: one course and one AU for each SCO."""
    tree = _Tree(edition.default_namespace)
    course = tree.add(tree.root, "course")
    iri = names.activity_iri(f"course/{contents.key}", contents.iri)
    course.set("id", iri)
    tree.describe(course, contents.about)
    for sco in contents.scos:
        _unit(tree, sco, contents)
    return tree.root


def _unit(tree: _Tree, sco: Sco, contents: Contents) -> None:
    unit = tree.add(tree.root, "au")
    iri = names.activity_iri(f"au/{sco.key}", contents.iri)
    unit.set("id", iri)
    unit.set("launchMethod", "AnyWindow")
    if contents.pass_mark is None:
        unit.set("moveOn", "Completed")
    else:
        unit.set("moveOn", "CompletedAndPassed")
        unit.set("masteryScore", f"{contents.pass_mark / 100:.2f}")
    unit.set("activityType", ACTIVITY_TYPE)
    tree.describe(unit, sco.about)
    tree.add(unit, "url").text = sco.href
