"""The IMS content packaging skeleton that SCORM 1.2 and 2004 share.

Prefixes are always the literal `adlcp: adlseq: adlnav: imsss:`: Moodle's parser matches the
letters, not the namespace, and turns a SCO with another prefix into an untracked asset.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from scorm_export import names
from scorm_export.editions import Edition
from scorm_export.elements import Node
from scorm_export.manifest.contents import Contents, Sco, title
from scorm_export.namespaces import XSI, qualified


def manifest(contents: Contents, edition: Edition) -> Node:
    """The manifest element."""
    namespace = edition.default_namespace
    root = etree.Element(qualified(namespace, "manifest"), nsmap=_prefixes(edition))
    root.set("identifier", names.manifest_id(contents.key, edition.id))
    root.set("version", contents.about.version)
    locations = [f"{uri} {document}" for uri, document in edition.locations]
    root.set(qualified(XSI, "schemaLocation"), " ".join(locations))
    return Node(root, namespace)


def _prefixes(edition: Edition) -> Any:
    """The prefixes as lxml wants them: None is the default one, which its stubs do not know."""
    declared: dict[str | None, str] = {}
    for prefix, uri in edition.namespaces:
        declared[prefix or None] = uri
    declared["xsi"] = XSI
    return declared


def metadata(root: Node, edition: Edition) -> Node:
    """The package's metadata with schema and schemaversion."""
    element = root.add("metadata")
    element.add("schema", "ADL SCORM")
    element.add("schemaversion", edition.schemaversion)
    return element


def organization(root: Node, contents: Contents) -> Node:
    """The one organization, with its title; items follow."""
    name = f"ORG-{contents.key}"
    organizations = root.add("organizations", default=name)
    element = organizations.add(
        "organization",
        identifier=name,
        structure="hierarchical",
    )
    element.add("title", title(contents.about.title))
    return element


def item(parent: Node, sco: Sco) -> Node:
    """The item that launches a SCO."""
    element = parent.add(
        "item",
        identifier=names.item_id(sco.key),
        identifierref=names.resource_id(sco.key),
        isvisible="true",
    )
    element.add("title", title(sco.about.title))
    return element


def resource(resources: Node, sco: Sco, type_attribute: str) -> Node:
    """The SCO's resource.

    `type_attribute`: adlcp's scormtype (1.2) or scormType (2004), with its namespace.
    """
    return resources.add(
        "resource",
        identifier=names.resource_id(sco.key),
        type="webcontent",
        **{type_attribute: "sco"},
        href=sco.href,
    )


def files(element: Node, sco: Sco) -> None:
    """Every file the SCO needs.

    Shared files are listed in each SCO: not every LMS follows dependencies.
    """
    for path in sco.files:
        element.add("file", href=path)
