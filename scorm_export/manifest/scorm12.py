"""imsmanifest.xml for SCORM 1.2 (CAM 1.2, section 2.3), with LOM metadata inline.

Never a masteryscore: where there is one, Moodle and others overwrite the status with passed
or failed, even of a module that was only begun. A trust's pass mark goes to the player, which
sets the status itself.
"""

from __future__ import annotations

from lxml import etree

from scorm_export.editions import Edition
from scorm_export.manifest import lom
from scorm_export.manifest.contents import Contents
from scorm_export.manifest.packaging import Tree


def build(contents: Contents, edition: Edition) -> etree._Element:
    """The manifest element."""
    tree = Tree(contents, edition)
    metadata = tree.metadata()
    metadata.append(lom.build(contents.about, contents.author))
    organization = tree.organization(contents)
    for sco in contents.scos:
        tree.item(organization, sco)
    resources = tree.add(tree.root, "resources")
    for sco in contents.scos:
        resource = tree.resource(resources, sco, "scormtype")
        if len(contents.scos) > 1:
            metadata = tree.add(resource, "metadata")
            metadata.append(lom.build(sco.about, contents.author))
        tree.files(resource, sco)
    return tree.root
