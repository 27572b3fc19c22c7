"""LOM metadata for SCORM 1.2 (IMS Meta-Data 1.2.1): what a catalogue shows, and competencies.

Field sizes are the narrowest we know, the columns of the NHS Learning Hub: title 255,
keywords 1,000 in all, catalogue entry 128, duration 128, copyright 30 characters.
"""

from __future__ import annotations

from lxml import etree

from scorm_export.manifest.contents import Competency, Description
from scorm_export.namespaces import IMSMD, XML, qualified

COPYRIGHT = "Apache License 2.0"
CATALOG = "Our Leadership Way"
MAX_KEYWORDS = 1_000
MAX_ENTRY = 128
_LANG = qualified(XML, "lang")
_NO_LANGUAGE = "x-none"
"""The language code that LOM asks for words that are of no language."""


class _Lom:
    """Makes elements of a record; `root` is the record."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        name = qualified(IMSMD, "lom")
        self.root = etree.Element(name, nsmap={"imsmd": IMSMD})

    def add(self, parent: etree._Element, name: str) -> etree._Element:
        return etree.SubElement(parent, qualified(IMSMD, name))

    def text(self, parent: etree._Element, name: str, text: str) -> None:
        """A field that is text alone."""
        self.add(parent, name).text = text

    def words(
        self, parent: etree._Element, name: str, text: str, lang: str = ""
    ) -> None:
        """A field in words of a language, the record's own by default."""
        langstring = self.add(self.add(parent, name), "langstring")
        langstring.text = text
        langstring.set(_LANG, lang or self._lang)

    def term(self, parent: etree._Element, name: str, value: str) -> etree._Element:
        """A vocabulary value: its source and itself."""
        element = self.add(parent, name)
        self.words(element, "source", "LOMv1.0", _NO_LANGUAGE)
        self.words(element, "value", value, _NO_LANGUAGE)
        return element


def build(about: Description, author: str) -> etree._Element:
    """The `imsmd:lom` element of a package or a SCO."""
    lom = _Lom(about.lang)
    _general(lom, about)
    _lifecycle(lom, about, author)
    technical = lom.add(lom.root, "technical")
    lom.text(technical, "format", "text/html")
    _educational(lom, about)
    _rights(lom)
    for competency in about.competencies:
        _classification(lom, competency)
    return lom.root


def _general(lom: _Lom, about: Description) -> None:
    general = lom.add(lom.root, "general")
    lom.words(general, "title", about.title)
    entry = lom.add(general, "catalogentry")
    lom.text(entry, "catalog", CATALOG)
    name = f"{about.key} {about.version}"
    lom.words(entry, "entry", name[:MAX_ENTRY], _NO_LANGUAGE)
    lom.text(general, "language", about.lang)
    lom.words(general, "description", about.summary)
    room = MAX_KEYWORDS
    for keyword in about.keywords:
        room -= len(keyword) + 2
        if room >= 0:
            lom.words(general, "keyword", keyword)


def _lifecycle(lom: _Lom, about: Description, author: str) -> None:
    lifecycle = lom.add(lom.root, "lifecycle")
    lom.words(lifecycle, "version", about.version, _NO_LANGUAGE)
    lom.term(lifecycle, "status", "Final")
    contribute = lom.add(lifecycle, "contribute")
    lom.term(contribute, "role", "Publisher")
    entity = lom.add(contribute, "centity")
    lom.text(entity, "vcard", _vcard(author))


def _vcard(author: str) -> str:
    """The card of an organisation (vCard 3.0, RFC 2426; section 4 says what is escaped)."""
    bare = author.replace("\\", "")
    name = bare.replace(",", "\\,").replace(";", "\\;")
    return f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nORG:{name}\nEND:VCARD"


def _educational(lom: _Lom, about: Description) -> None:
    educational = lom.add(lom.root, "educational")
    lom.term(educational, "interactivitytype", "Active")
    lom.term(educational, "learningresourcetype", "Simulation")
    lom.term(educational, "intendedenduserrole", "Learner")
    lom.term(educational, "context", "Vocational Training")
    time = lom.add(educational, "typicallearningtime")
    lom.text(time, "datetime", f"PT{about.minutes}M")


def _rights(lom: _Lom) -> None:
    rights = lom.add(lom.root, "rights")
    lom.term(rights, "cost", "no")
    lom.term(rights, "copyrightandotherrestrictions", "yes")
    lom.words(rights, "description", COPYRIGHT, "en")


def _classification(lom: _Lom, competency: Competency) -> None:
    classification = lom.add(lom.root, "classification")
    lom.term(classification, "purpose", "Competency")
    for identifier, label in competency.behaviours:
        path = lom.add(classification, "taxonpath")
        lom.words(path, "source", CATALOG, "en")
        principle = _taxon(lom, path, competency.id, competency.title)
        _taxon(lom, principle, identifier, label)


def _taxon(
    lom: _Lom, parent: etree._Element, identifier: str, label: str
) -> etree._Element:
    taxon = lom.add(parent, "taxon")
    lom.text(taxon, "id", identifier)
    lom.words(taxon, "entry", label)
    return taxon
