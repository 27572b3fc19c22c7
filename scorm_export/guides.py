"""The pages of docs/ld-importers/ as HTML, put beside the ready-made zips so that an L&D team has
both in one folder.

With them goes docs/contact.md, to which every page points. Only a checkout has docs; from an
installed package there is nothing to add.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from html import unescape
from importlib.resources import files
from pathlib import Path

from markdown_it import MarkdownIt

from olw_core.content.writing import write_text
from olw_core.page.fragments import template
from scorm_export.look import draw

FOLDER = "guides"
CONTACT = "contact.md"
Match = re.Match[str]
# Links and headings as our own Markdown renderer writes them.
_LINK = re.compile(r'<a href="(?P<to>[^"]+)">(?P<words>.*?)</a>', re.DOTALL)
_PAGE = re.compile(r"(?:\.\./|ld-importers/)?(?P<name>[\w-]+)\.md(?P<part>#[\w-]+)?")
_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>")
_TITLE = re.compile(r"<h1[^>]*>(.*?)</h1>")
_TABLE = re.compile(
    r"<h[1-6][^>]*>(?P<heading>.*?)</h[1-6]>|<table>.*?</table>",
    re.DOTALL,
)


def source() -> Path:
    """Where the pages are in a checkout."""
    root = Path(str(files("scorm_export"))).parent
    return root / "docs" / "ld-importers"


def build(out: Path, folder: Path | None = None) -> list[str]:
    """Write the pages and their pictures to out/guides.

    Returns the names written, without ending.
    """
    folder = folder or source()
    pages = _pages(folder)
    if not pages:
        return []
    target = out / FOLDER
    (target / "images").mkdir(parents=True, exist_ok=True)
    names = [path.stem for path in pages]
    for path in pages:
        html = render(path.read_text("utf-8"), set(names))
        write_text(target / f"{path.stem}.html", html)
    for picture in folder.glob("images/*.png"):
        shutil.copyfile(picture, target / "images" / picture.name)
    return names


def _pages(folder: Path) -> list[Path]:
    """The guides by name, then who to write to."""
    pages = sorted(folder.glob("*.md"))
    contact = folder.parent / CONTACT
    if pages and contact.is_file():
        pages.append(contact)
    return pages


def render(markdown: str, names: set[str]) -> str:
    """One page; links to the pages of these names lead to their HTML, tables and examples may
    scroll.

    A link to a page that is not in the folder becomes its words alone: it would lead nowhere.
    """
    reader = MarkdownIt("commonmark").enable("table")
    html = reader.render(markdown)
    html = _LINK.sub(_Links(names), html)
    html = _HEADING.sub(_named, html)
    html = _TABLE.sub(_Regions(), html)
    html = html.replace("<pre>", '<pre tabindex="0">')
    heading = _TITLE.search(html)
    title = unescape(_plain(heading[1])) if heading else "Guide"
    return draw("guide.html", title=title, html=html)


class _Links:
    """Points each link to the HTML of a page of these names; others that leave the folder become
    their words alone."""

    def __init__(self, names: set[str]) -> None:
        self.names = names

    def __call__(self, found: Match) -> str:
        """The link as the page will have it, or its words."""
        to, words = found.groups()
        target = _PAGE.fullmatch(to)
        if target is None:
            return words if to.startswith("../") else found[0]
        name, part = target.groups("")
        if name not in self.names:
            return words
        return f'<a href="{name}.html{part}">{words}</a>'


def _named(found: Match) -> str:
    """The heading with the id that links on other pages use."""
    name = anchor(found[2])
    return found.expand(rf'<h\1 id="{name}">\2</h\1>')


def anchor(heading: str) -> str:
    """The id of a heading: small letters, digits and dashes, as repositories make them."""
    words = re.sub(r"[^\w\s-]", "", _plain(heading).lower())
    return re.sub(r"\s", "-", words.strip())


def _plain(html: str) -> str:
    """The words of a piece of HTML, still with its entities."""
    return re.sub(r"<[^>]+>", "", html)


class _Regions:
    """Puts each table into a region that may scroll, named after the heading above it."""

    def __init__(self) -> None:
        self.above = "Table"
        self.seen: Counter[str] = Counter()

    def __call__(self, found: Match) -> str:
        """A heading is noted and stays; a table gets its region."""
        heading = found["heading"]
        if heading:
            self.above = _plain(heading)
            return found[0]
        return template("region.html").render(name=self._name(), table=found[0])

    def _name(self) -> str:
        """Two tables below one heading are told apart by a number."""
        self.seen[self.above] += 1
        count = self.seen[self.above]
        return self.above if count == 1 else f"{self.above}, table {count}"
