"""The pages of docs/ld-importers/ as HTML, put beside the ready-made zips so that an L&D team has
both in one folder.

With them goes docs/contact.md, to which every page points. Only a checkout has docs; from an
installed package there is nothing to add.
"""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from importlib.resources import files
from pathlib import Path

from markdown_it import MarkdownIt

from scorm_export.look import draw

FOLDER = "guides"
CONTACT = "contact.md"
_LINK = re.compile(r'<a href="(?P<to>[^"]+)">(?P<words>.*?)</a>', re.DOTALL)
_PAGE = re.compile(r"(?:\.\./|ld-importers/)?(?P<name>[\w-]+)\.md(?P<part>#[\w-]+)?")
_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>")
_TITLE = re.compile(r"<h1[^>]*>(.*?)</h1>")
_TABLE = re.compile(
    r"<h[1-6][^>]*>(?P<heading>.*?)</h[1-6]>|<table>.*?</table>", re.DOTALL
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
        (target / f"{path.stem}.html").write_text(html, "utf-8")
    for picture in sorted(folder.glob("images/*.png")):
        (target / "images" / picture.name).write_bytes(picture.read_bytes())
    return names


def _pages(folder: Path) -> list[Path]:
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
    html = MarkdownIt("commonmark").enable("table").render(markdown)
    html = _LINK.sub(lambda found: _link(found, names), html)
    html = _HEADING.sub(_named, html)
    html = _TABLE.sub(_Regions(), html)
    html = html.replace("<pre>", '<pre tabindex="0">')
    heading = _TITLE.search(html)
    title = unescape(_plain(heading[1])) if heading else "Guide"
    return draw("guide.html", title=title, html=html)


def _link(found: re.Match[str], names: set[str]) -> str:
    words = found["words"]
    target = _PAGE.fullmatch(found["to"])
    if target and target["name"] in names:
        part = target["part"] or ""
        return f'<a href="{target["name"]}.html{part}">{words}</a>'
    leaves = found["to"].startswith("../") or target is not None
    return words if leaves else found[0]


def _named(match: re.Match[str]) -> str:
    """The heading with the id that links on other pages use."""
    level, words = match.groups()
    return f'<h{level} id="{anchor(words)}">{words}</h{level}>'


def anchor(heading: str) -> str:
    """The id of a heading: small letters, digits and dashes, as repositories make them."""
    words = re.sub(r"[^\w\s-]", "", _plain(heading).lower())
    return re.sub(r"\s", "-", words.strip())


def _plain(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


class _Regions:
    """Puts each table into a region that may scroll, named after the heading above it."""

    def __init__(self) -> None:
        self.above = "Table"
        self.seen: Counter[str] = Counter()

    def __call__(self, match: re.Match[str]) -> str:
        if match["heading"]:
            self.above = _plain(match["heading"])
            return match[0]
        name = self._name()
        start = '<div class="olw-scroll" role="region"'
        return f'{start} aria-label="{name}" tabindex="0">{match[0]}</div>'

    def _name(self) -> str:
        self.seen[self.above] += 1
        count = self.seen[self.above]
        return self.above if count == 1 else f"{self.above}, table {count}"
