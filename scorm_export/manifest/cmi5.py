"""cmi5.xml, the course structure of cmi5 (specification, Quartz 1st edition, section 13.1).

moveOn is Completed: reaching an ending is what counts. With a pass mark both Completed and
Passed are wanted.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from scorm_export import names
from scorm_export.editions import Edition
from scorm_export.elements import Element, Node
from scorm_export.manifest.contents import Contents, Description, Sco, title
from scorm_export.namespaces import qualified

ACTIVITY_TYPE = "http://adlnet.gov/expapi/activities/lesson"


def build(contents: Contents, edition: Edition) -> Element:
    """The courseStructure element: one course and one AU for each SCO."""
    namespace = edition.default_namespace
    nsmap: Any = {
        None: namespace
    }  # None is the default prefix; lxml-stubs know str only
    root = etree.Element(qualified(namespace, "courseStructure"), nsmap=nsmap)
    tree = Node(root, namespace)
    iri = names.activity_iri(f"course/{contents.key}", contents.iri)
    course = tree.add("course", id=iri)
    _describe(course, contents.about)
    for sco in contents.scos:
        _unit(tree, sco, contents)
    return root


def _unit(tree: Node, sco: Sco, contents: Contents) -> None:
    """The AU of a SCO."""
    iri = names.activity_iri(f"au/{sco.key}", contents.iri)
    unit = tree.add(
        "au",
        id=iri,
        launchMethod="AnyWindow",
        **_moving_on(contents.pass_mark),
        activityType=ACTIVITY_TYPE,
    )
    _describe(unit, sco.about)
    unit.add("url", sco.href)


def _moving_on(pass_mark: int | None) -> dict[str, str]:
    """The attributes that say when a learner is done with a unit."""
    if pass_mark is None:
        return {"moveOn": "Completed"}
    return {
        "moveOn": "CompletedAndPassed",
        "masteryScore": f"{pass_mark / 100:.2f}",
    }


def _describe(node: Node, about: Description) -> None:
    """Title and description, in the language they are written in."""
    heading = node.add("title")
    heading.add("langstring", title(about.title), lang=about.lang)
    description = node.add("description")
    description.add("langstring", about.summary, lang=about.lang)
