"""The IMS content packaging skeleton that SCORM 1.2 and 2004 share.

Prefixes are always the literal `adlcp: adlseq: adlnav: imsss:`: Moodle's parser matches the
letters, not the namespace, and turns a SCO with another prefix into an untracked asset.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from scorm_export import names
from scorm_export.editions import Edition
from scorm_export.manifest.contents import Contents, Sco, title
from scorm_export.namespaces import XSI, qualified


class Tree:
    """Makes elements in an edition's default namespace; `root` is the manifest."""

    def __init__(self, contents: Contents, edition: Edition) -> None:
        self.edition = edition
        self.prefixes = dict(edition.namespaces)
        self.root = etree.Element(self.name("manifest"), nsmap=self._declared())
        self.root.set("identifier", names.manifest_id(contents.key, edition.id))
        self.root.set("version", contents.about.version)
        locations = [f"{uri} {document}" for uri, document in edition.locations]
        self.root.set(qualified(XSI, "schemaLocation"), " ".join(locations))

    def _declared(self) -> Any:
        """The prefixes as lxml wants them: None is the default one, which its stubs do not know."""
        declared: dict[str | None, str] = {}
        for prefix, uri in self.prefixes.items():
            declared[prefix or None] = uri
        declared["xsi"] = XSI
        return declared

    def name(self, local: str, prefix: str = "") -> str:
        """The qualified name of `prefix:local`."""
        return qualified(self.prefixes[prefix], local)

    def add(
        self,
        parent: etree._Element,
        local: str,
        text: str | None = None,
        prefix: str = "",
    ) -> etree._Element:
        """A new child element, with text where given."""
        child = etree.SubElement(parent, self.name(local, prefix))
        child.text = text
        return child

    def metadata(self) -> etree._Element:
        """The package's metadata with schema and schemaversion."""
        metadata = self.add(self.root, "metadata")
        self.add(metadata, "schema", "ADL SCORM")
        self.add(metadata, "schemaversion", self.edition.schemaversion)
        return metadata

    def organization(self, contents: Contents) -> etree._Element:
        """The one organization, with its title; items follow."""
        organizations = self.add(self.root, "organizations")
        organizations.set("default", f"ORG-{contents.key}")
        organization = self.add(organizations, "organization")
        organization.set("identifier", f"ORG-{contents.key}")
        organization.set("structure", "hierarchical")
        self.add(organization, "title", title(contents.about.title))
        return organization

    def item(self, organization: etree._Element, sco: Sco) -> etree._Element:
        """The item that launches a SCO."""
        item = self.add(organization, "item")
        item.set("identifier", names.item_id(sco.key))
        item.set("identifierref", names.resource_id(sco.key))
        item.set("isvisible", "true")
        self.add(item, "title", title(sco.about.title))
        return item

    def resource(
        self, resources: etree._Element, sco: Sco, type_attribute: str
    ) -> etree._Element:
        """The SCO's resource; `type_attribute` is adlcp's scormtype (1.2) or scormType (2004)."""
        resource = self.add(resources, "resource")
        resource.set("identifier", names.resource_id(sco.key))
        resource.set("type", "webcontent")
        resource.set(self.name(type_attribute, "adlcp"), "sco")
        resource.set("href", sco.href)
        return resource

    def files(self, resource: etree._Element, sco: Sco) -> None:
        """Every file the SCO needs.

        Shared files are listed in each SCO: not every LMS follows dependencies.
        """
        for path in sco.files:
            self.add(resource, "file").set("href", path)
