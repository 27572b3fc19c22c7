"""LOM metadata for SCORM 1.2 (IMS Meta-Data 1.2.1): what a catalogue shows, and the competencies a module trains.

Field sizes are the narrowest we know, the columns of the NHS Learning Hub: title 255, keywords 1,000 in all, catalogue
entry 128, duration 128, copyright 30 characters.
"""

from __future__ import annotations

from lxml import etree

from scorm_export.editions import IMSMD
from scorm_export.manifest.contents import Competency, Description

COPYRIGHT = "Apache License 2.0"
CATALOG = "Our Leadership Way"
MAX_KEYWORDS = 1_000
MAX_ENTRY = 128
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class _Lom:
    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.root = etree.Element(f"{{{IMSMD}}}lom", nsmap={"imsmd": IMSMD})

    def add(
        self, parent: etree._Element, name: str, text: str | None = None
    ) -> etree._Element:
        child = etree.SubElement(parent, f"{{{IMSMD}}}{name}")
        child.text = text
        return child

    def words(
        self, parent: etree._Element, name: str, text: str, lang: str | None = None
    ) -> None:
        self.add(self.add(parent, name), "langstring", text).set(
            _LANG, lang or self.lang
        )

    def term(self, parent: etree._Element, name: str, value: str) -> etree._Element:
        """A vocabulary value: its source and itself, with the language code LOM asks for such tokens."""
        element = self.add(parent, name)
        self.words(element, "source", "LOMv1.0", "x-none")
        self.words(element, "value", value, "x-none")
        return element


def build(about: Description, author: str) -> etree._Element:
    """The `imsmd:lom` element of a package or a SCO."""
    lom = _Lom(about.lang)
    _general(lom, about)
    _lifecycle(lom, about, author)
    technical = lom.add(lom.root, "technical")
    lom.add(technical, "format", "text/html")
    _educational(lom, about)
    rights = lom.add(lom.root, "rights")
    lom.term(rights, "cost", "no")
    lom.term(rights, "copyrightandotherrestrictions", "yes")
    lom.words(rights, "description", COPYRIGHT, "en")
    for competency in about.competencies:
        _classification(lom, competency)
    return lom.root


def _general(lom: _Lom, about: Description) -> None:
    general = lom.add(lom.root, "general")
    lom.words(general, "title", about.title)
    entry = lom.add(general, "catalogentry")
    lom.add(entry, "catalog", CATALOG)
    lom.words(entry, "entry", f"{about.key} {about.version}"[:MAX_ENTRY], "x-none")
    lom.add(general, "language", about.lang)
    lom.words(general, "description", about.summary)
    room = MAX_KEYWORDS
    for keyword in about.keywords:
        room -= len(keyword) + 2
        if room >= 0:
            lom.words(general, "keyword", keyword)


def _lifecycle(lom: _Lom, about: Description, author: str) -> None:
    lifecycle = lom.add(lom.root, "lifecycle")
    lom.words(lifecycle, "version", about.version, "x-none")
    lom.term(lifecycle, "status", "Final")
    contribute = lom.add(lifecycle, "contribute")
    lom.term(contribute, "role", "Publisher")
    name = (
        author.replace("\\", "").replace(",", "\\,").replace(";", "\\;")
    )  # vCard 3.0, RFC 2426 section 4
    card = f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nORG:{name}\nEND:VCARD"
    lom.add(lom.add(contribute, "centity"), "vcard", card)


def _educational(lom: _Lom, about: Description) -> None:
    educational = lom.add(lom.root, "educational")
    lom.term(educational, "interactivitytype", "Active")
    lom.term(educational, "learningresourcetype", "Simulation")
    lom.term(educational, "intendedenduserrole", "Learner")
    lom.term(educational, "context", "Vocational Training")
    time = lom.add(educational, "typicallearningtime")
    lom.add(time, "datetime", f"PT{about.minutes}M")


def _classification(lom: _Lom, competency: Competency) -> None:
    classification = lom.add(lom.root, "classification")
    lom.term(classification, "purpose", "Competency")
    for identifier, label in competency.behaviours:
        path = lom.add(classification, "taxonpath")
        lom.words(path, "source", CATALOG, "en")
        principle = lom.add(path, "taxon")
        lom.add(principle, "id", competency.id)
        lom.words(principle, "entry", competency.title)
        behaviour = lom.add(principle, "taxon")
        lom.add(behaviour, "id", identifier)
        lom.words(behaviour, "entry", label)
