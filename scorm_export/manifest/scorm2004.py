"""imsmanifest.xml for SCORM 2004 3rd and 4th Edition (CAM 3.4; sequencing: SN 3.4).

No completionThreshold and no time limit: with a threshold, Moodle stores "incomplete" over
our "completed". The content sets completion and success itself (deliveryControls), with a
trust's pass mark too. The LOM schemas cannot be shipped with these sets, so the metadata is
schema and schemaversion alone, which is valid.
"""

from __future__ import annotations

from lxml import etree

from scorm_export.editions import Edition
from scorm_export.manifest.contents import Contents
from scorm_export.manifest.packaging import Tree


def build(contents: Contents, edition: Edition) -> etree._Element:
    """The manifest element."""
    tree = Tree(contents, edition)
    tree.metadata()
    organization = tree.organization(contents)
    for sco in contents.scos:
        item = tree.item(organization, sco)
        _sequencing(tree, item)
        if len(contents.scos) == 1:
            _hide_navigation(tree, item)
    sequencing = tree.add(organization, "sequencing", prefix="imsss")
    control = tree.add(sequencing, "controlMode", prefix="imsss")
    control.set("choice", "true")
    control.set("flow", "true")
    resources = tree.add(tree.root, "resources")
    for sco in contents.scos:
        tree.files(tree.resource(resources, sco, "scormType"), sco)
    return tree.root


def _sequencing(tree: Tree, item: etree._Element) -> None:
    sequencing = tree.add(item, "sequencing", prefix="imsss")
    delivery = tree.add(sequencing, "deliveryControls", prefix="imsss")
    delivery.set("completionSetByContent", "true")
    delivery.set("objectiveSetByContent", "true")


def _hide_navigation(tree: Tree, item: etree._Element) -> None:
    """With one SCO there is nowhere to go.

    The LMS's own Previous and Continue buttons would only end the story.
    """
    presentation = tree.add(item, "presentation", prefix="adlnav")
    interface = tree.add(presentation, "navigationInterface", prefix="adlnav")
    for button in ("previous", "continue"):
        tree.add(interface, "hideLMSUI", button, "adlnav")
