"""imsmanifest.xml for SCORM 1.2 (CAM 1.2, section 2.3), with LOM metadata inline.

Never a masteryscore: where there is one, Moodle and others overwrite the status with passed
or failed, even of a module that was only begun. A trust's pass mark goes to the player, which
sets the status itself.
"""

from __future__ import annotations

from scorm_export.editions import Edition
from scorm_export.elements import Element
from scorm_export.manifest import lom, packaging
from scorm_export.manifest.contents import Contents
from scorm_export.namespaces import ADLCP12, qualified

_TYPE = qualified(ADLCP12, "scormtype")


def build(contents: Contents, edition: Edition) -> Element:
    """The manifest element."""
    root = packaging.manifest(contents, edition)
    metadata = packaging.metadata(root, edition)
    metadata.element.append(lom.build(contents.about, contents.author))
    organization = packaging.organization(root, contents)
    for sco in contents.scos:
        packaging.item(organization, sco)
    resources = root.add("resources")
    for sco in contents.scos:
        resource = packaging.resource(resources, sco, _TYPE)
        if len(contents.scos) > 1:
            own = resource.add("metadata")
            own.element.append(lom.build(sco.about, contents.author))
        packaging.files(resource, sco)
    return root.element
