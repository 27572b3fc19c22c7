"""XML and HTML as tests read them: XPath expressions with one kind of answer each."""

from __future__ import annotations

from lxml import etree


def elements(tree: etree._Element, path: str) -> list[etree._Element]:
    """The elements an XPath expression finds, in the order of the document."""
    found = tree.xpath(path)
    assert isinstance(found, list), path
    chosen = [one for one in found if isinstance(one, etree._Element)]
    assert len(chosen) == len(found), path
    return chosen


def strings(tree: etree._Element, path: str) -> list[str]:
    """The attributes or texts an XPath expression finds."""
    found = tree.xpath(path)
    assert isinstance(found, list), path
    chosen = [str(one) for one in found if isinstance(one, str)]
    assert len(chosen) == len(found), path
    return chosen


def text(tree: etree._Element, path: str) -> str:
    """What the first element found says itself, without its children."""
    said = elements(tree, path)[0].text
    assert said is not None, path
    return said


def words(tree: etree._Element) -> str:
    """Everything an element says, with its children."""
    return "".join(str(said) for said in tree.itertext())
