"""imsmanifest.xml for SCORM 2004 3rd and 4th Edition (CAM 3.4; sequencing: SN 3.4).

No completionThreshold and no time limit: with a threshold, Moodle stores "incomplete" over
our "completed". The content sets completion and success itself (deliveryControls), with a
trust's pass mark too. The LOM schemas cannot be shipped with these sets, so the metadata is
schema and schemaversion alone, which is valid.
"""

from __future__ import annotations

from scorm_export.editions import Edition
from scorm_export.elements import Element, Node
from scorm_export.manifest import packaging
from scorm_export.manifest.contents import Contents
from scorm_export.namespaces import ADLCP, ADLNAV, IMSSS, qualified

_TYPE = qualified(ADLCP, "scormType")


def build(contents: Contents, edition: Edition) -> Element:
    """The manifest element."""
    root = packaging.manifest(contents, edition)
    packaging.metadata(root, edition)
    organization = packaging.organization(root, contents)
    for sco in contents.scos:
        item = packaging.item(organization, sco)
        _set_by_content(item)
        if len(contents.scos) == 1:
            _hide_navigation(item)
    sequencing = organization.within(IMSSS).add("sequencing")
    sequencing.add("controlMode", choice="true", flow="true")
    resources = root.add("resources")
    for sco in contents.scos:
        resource = packaging.resource(resources, sco, _TYPE)
        packaging.files(resource, sco)
    return root.element


def _set_by_content(item: Node) -> None:
    """The LMS leaves completion and success to the story."""
    sequencing = item.within(IMSSS).add("sequencing")
    sequencing.add(
        "deliveryControls",
        completionSetByContent="true",
        objectiveSetByContent="true",
    )


def _hide_navigation(item: Node) -> None:
    """With one SCO there is nowhere to go.

    The LMS's own Previous and Continue buttons would only end the story.
    """
    presentation = item.within(ADLNAV).add("presentation")
    interface = presentation.add("navigationInterface")
    for button in ("previous", "continue"):
        interface.add("hideLMSUI", button)
