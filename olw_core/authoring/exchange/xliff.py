"""XLIFF 1.2 and 2.0, which translators' tools read and write (OASIS, XLIFF 1.2 section 2 and XLIFF
2.0 section 4)."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

from olw_core.authoring.exchange.rows import Row, Sheet
from olw_core.errors import OlwError

ONE = "urn:oasis:names:tc:xliff:document:1.2"
TWO = "urn:oasis:names:tc:xliff:document:2.0"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def write_one(sheet: Sheet) -> bytes:
    """An XLIFF 1.2 file."""
    root = ElementTree.Element(f"{{{ONE}}}xliff", {"version": "1.2"})
    about = {
        "original": sheet.story,
        "source-language": sheet.source_lang,
        "target-language": sheet.lang,
        "datatype": "plaintext",
    }
    file = ElementTree.SubElement(
        root,
        f"{{{ONE}}}file",
        about,
    )
    body = ElementTree.SubElement(file, f"{{{ONE}}}body")
    for row in sheet.rows:
        named = {"id": row.address, _SPACE: "preserve"}
        unit = ElementTree.SubElement(
            body,
            f"{{{ONE}}}trans-unit",
            named,
        )
        _add(
            unit,
            ONE,
            "source",
            row.source,
        )
        if row.target:
            _add(
                unit,
                ONE,
                "target",
                row.target,
            )
        if row.note:
            _add(
                unit,
                ONE,
                "note",
                row.note,
            )
    return _bytes(root, ONE)


def write_two(sheet: Sheet) -> bytes:
    """An XLIFF 2.0 file. Ids there hold no spaces or #, so the address is the unit's name."""
    about = {"version": "2.0", "srcLang": sheet.source_lang, "trgLang": sheet.lang}
    root = ElementTree.Element(f"{{{TWO}}}xliff", about)
    file = ElementTree.SubElement(
        root,
        f"{{{TWO}}}file",
        {"id": sheet.story},
    )
    for number, row in enumerate(sheet.rows, 1):
        named = {"id": f"u{number}", "name": row.address}
        unit = ElementTree.SubElement(
            file,
            f"{{{TWO}}}unit",
            named,
        )
        if row.note:
            notes = ElementTree.SubElement(unit, f"{{{TWO}}}notes")
            _add(
                notes,
                TWO,
                "note",
                row.note,
            )
        segment = ElementTree.SubElement(unit, f"{{{TWO}}}segment")
        _add(
            segment,
            TWO,
            "source",
            row.source,
        )
        if row.target:
            _add(
                segment,
                TWO,
                "target",
                row.target,
            )
    return _bytes(root, TWO)


def _add(
    parent: ElementTree.Element,
    space: str,
    name: str,
    text: str,
) -> None:
    ElementTree.SubElement(parent, f"{{{space}}}{name}").text = text


def _bytes(root: ElementTree.Element, space: str) -> bytes:
    ElementTree.register_namespace("", space)
    ElementTree.indent(root)
    made: bytes = ElementTree.tostring(
        root,
        encoding="utf-8",
        xml_declaration=True,
    )
    return made + b"\n"


def read(data: bytes) -> list[Row]:
    """The rows of either. Raises OlwError."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise OlwError("exchange-broken", "The file declares entities. Export it anew.")
    try:
        root = ElementTree.fromstring(data)  # noqa: S314 - no entities, see above
    except ElementTree.ParseError as error:
        line, _ = error.position
        raise OlwError(
            "exchange-broken",
            f"Line {line} is no XML. Save the file from the translator's tool again.",
        ) from None
    if root.tag == f"{{{ONE}}}xliff":
        return list(
            _units(
                root,
                f"{{{ONE}}}trans-unit",
                "id",
                ONE,
            )
        )
    if root.tag == f"{{{TWO}}}xliff":
        return list(
            _units(
                root,
                f"{{{TWO}}}unit",
                "name",
                TWO,
            )
        )
    raise OlwError("exchange-broken", "This is not XLIFF 1.2 or 2.0. Export it anew.")


def _units(
    root: ElementTree.Element,
    tag: str,
    named: str,
    space: str,
) -> Iterator[Row]:
    """Tools may cut a paragraph into segments, and wrap words in marks: the words count."""
    for unit in root.iter(tag):
        yield Row(
            address=unit.get(named, ""),
            source=_words(unit, f"{{{space}}}source"),
            target=_words(unit, f"{{{space}}}target"),
        )


def _words(unit: ElementTree.Element, tag: str) -> str:
    """The words of all elements of a name. Alternatives a tool suggests (1.2) are none of them."""
    suggested = {
        one for alt in unit.iter(f"{{{ONE}}}alt-trans") for one in alt.iter(tag)
    }
    found = [one for one in unit.iter(tag) if one not in suggested]
    texts = ["".join(one.itertext()) for one in found]
    return " ".join(text.strip() for text in texts if text.strip())
