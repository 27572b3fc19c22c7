"""LOM metadata for SCORM 1.2 (IMS Meta-Data 1.2.1): what a catalogue shows, and competencies.

Field sizes are the narrowest we know, the columns of the NHS Learning Hub: title 255,
keywords 1,000 in all, catalogue entry 128, duration 128, copyright 30 characters.
"""

from __future__ import annotations

from lxml import etree

from scorm_export.elements import Element, Node
from scorm_export.manifest.contents import Competency, Description
from scorm_export.namespaces import IMSMD, XML, qualified

COPYRIGHT = "Apache License 2.0"
CATALOG = "Our Leadership Way"
# Characters of all keywords together, and of one catalogue entry.
MAX_KEYWORDS = 1_000
MAX_ENTRY = 128
_LANG = qualified(XML, "lang")
_NO_LANGUAGE = "x-none"
"""The language code that LOM asks for words that are of no language."""
_ENGLISH = "en"
_SOURCE = "LOMv1.0"
_EDUCATIONAL = {
    "interactivitytype": "Active",
    "learningresourcetype": "Simulation",
    "intendedenduserrole": "Learner",
    "context": "Vocational Training",
}
_RIGHTS = {
    "cost": "no",
    "copyrightandotherrestrictions": "yes",
}


class _Group:
    """A group of fields of a record; its words are in one language."""

    def __init__(self, node: Node, lang: str) -> None:
        self._node = node
        self._lang = lang

    def group(self, name: str) -> _Group:
        """A group inside this one."""
        return _Group(self._node.add(name), self._lang)

    def text(self, name: str, text: str) -> None:
        """A field that is text alone."""
        self._node.add(name, text)

    def words(self, name: str, text: str, lang: str = "") -> None:
        """A field in words, of the record's language where no other is given."""
        langstring = self._node.add(name).add("langstring", text)
        langstring.element.set(_LANG, lang or self._lang)

    def token(self, name: str, text: str) -> None:
        """A field in words of no language."""
        self.words(name, text, _NO_LANGUAGE)

    def term(self, name: str, value: str) -> None:
        """A vocabulary value: its source and itself."""
        term = self.group(name)
        term.token("source", _SOURCE)
        term.token("value", value)


def build(about: Description, author: str) -> Element:
    """The `imsmd:lom` element of a package or a SCO."""
    root = etree.Element(qualified(IMSMD, "lom"), nsmap={"imsmd": IMSMD})
    record = _Group(Node(root, IMSMD), about.lang)
    _general(record.group("general"), about)
    _lifecycle(record.group("lifecycle"), about, author)
    record.group("technical").text("format", "text/html")
    _educational(record.group("educational"), about)
    _rights(record.group("rights"))
    for competency in about.competencies:
        _classification(record.group("classification"), competency)
    return root


def _general(general: _Group, about: Description) -> None:
    """What a catalogue shows; keywords as far as they fit, two characters apart."""
    general.words("title", about.title)
    entry = general.group("catalogentry")
    entry.text("catalog", CATALOG)
    name = f"{about.key} {about.version}"
    entry.token("entry", name[:MAX_ENTRY])
    general.text("language", about.lang)
    general.words("description", about.summary)
    room = MAX_KEYWORDS
    for keyword in about.keywords:
        room -= len(keyword) + 2
        if room >= 0:
            general.words("keyword", keyword)


def _lifecycle(lifecycle: _Group, about: Description, author: str) -> None:
    """Which version it is, and who published it."""
    lifecycle.token("version", about.version)
    lifecycle.term("status", "Final")
    contribute = lifecycle.group("contribute")
    contribute.term("role", "Publisher")
    entity = contribute.group("centity")
    entity.text("vcard", _vcard(author))


def _vcard(author: str) -> str:
    """The card of an organisation (vCard 3.0, RFC 2426; section 4 says what is escaped)."""
    bare = author.replace("\\", "")
    name = bare.replace(",", "\\,").replace(";", "\\;")
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"FN:{name}",
        f"ORG:{name}",
        "END:VCARD",
    ]
    return "\n".join(lines)


def _educational(educational: _Group, about: Description) -> None:
    """How it is learnt from, and how long that takes (ISO 8601)."""
    for name, value in _EDUCATIONAL.items():
        educational.term(name, value)
    time = educational.group("typicallearningtime")
    time.text("datetime", f"PT{about.minutes}M")


def _rights(rights: _Group) -> None:
    """That it is free, and under which licence."""
    for name, value in _RIGHTS.items():
        rights.term(name, value)
    rights.words("description", COPYRIGHT, _ENGLISH)


def _classification(classification: _Group, competency: Competency) -> None:
    """A path for each behaviour: the principle, and the behaviour below it."""
    classification.term("purpose", "Competency")
    for identifier, label in competency.behaviours:
        path = classification.group("taxonpath")
        path.words("source", CATALOG, _ENGLISH)
        principle = path.group("taxon")
        principle.text("id", competency.id)
        principle.words("entry", competency.title)
        behaviour = principle.group("taxon")
        behaviour.text("id", identifier)
        behaviour.words("entry", label)
