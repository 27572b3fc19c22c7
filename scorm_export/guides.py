"""The pages of docs/ld-importers/ as HTML, put beside the ready-made zips so that an L&D team has both in one folder.

With them goes docs/contact.md, to which every page points. Only a checkout has docs; from an
installed package there is nothing to add.
"""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files
from pathlib import Path

from markdown_it import MarkdownIt

from scorm_export.look import page

FOLDER = "guides"
CONTACT = "contact.md"
_LINK = re.compile(r'<a href="(?P<to>[^"]+)">(?P<words>.*?)</a>', re.DOTALL)
_PAGE = re.compile(r"(?:\.\./|ld-importers/)?(?P<name>[\w-]+)\.md(?P<part>#[\w-]+)?")
_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>")


def source() -> Path:
    """Where the pages are in a checkout."""
    return Path(str(files("scorm_export"))).parent / "docs" / "ld-importers"


def build(out: Path, folder: Path | None = None) -> list[str]:
    """Write the pages and their pictures to out/guides; returns the names written, without ending."""
    folder = folder or source()
    pages = _pages(folder)
    names = {path.stem for path in pages}
    for path in pages:
        (out / FOLDER).mkdir(parents=True, exist_ok=True)
        html = render(path.read_text(encoding="utf-8"), names)
        (out / FOLDER / f"{path.stem}.html").write_text(html, encoding="utf-8")
    for picture in sorted(folder.glob("images/*.png")) if pages else []:
        (out / FOLDER / "images").mkdir(exist_ok=True)
        (out / FOLDER / "images" / picture.name).write_bytes(picture.read_bytes())
    return [path.stem for path in pages]


def _pages(folder: Path) -> list[Path]:
    pages = sorted(folder.glob("*.md"))
    contact = folder.parent / CONTACT
    return [*pages, contact] if pages and contact.is_file() else pages


def render(markdown: str, names: set[str]) -> str:
    """One page; links to the pages of these names lead to their HTML, tables and examples may scroll.

    A link to a page that is not in the folder becomes its words alone: it would lead nowhere.
    """
    html = MarkdownIt("commonmark").enable("table").render(markdown)
    html = _LINK.sub(lambda found: _link(found, names), html)
    html = _HEADING.sub(_named, html)
    html = _scrolling(html).replace("<pre>", '<pre tabindex="0">')
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", html)
    title = _plain(heading.group(1)) if heading else "Guide"
    back = '<p><a href="../index.html">All packages</a> | <a href="index.html">All guides</a></p>'
    return page(title, back + html)


def _link(found: re.Match[str], names: set[str]) -> str:
    target = _PAGE.fullmatch(found["to"])
    if target and target["name"] in names:
        return f'<a href="{target["name"]}.html{target["part"] or ""}">{found["words"]}</a>'
    leaves = found["to"].startswith("../") or target is not None
    return found["words"] if leaves else found[0]


def _named(match: re.Match[str]) -> str:
    """The heading with the id that links on other pages use."""
    return f'<h{match[1]} id="{anchor(match[2])}">{match[2]}</h{match[1]}>'


def anchor(heading: str) -> str:
    """The id of a heading: small letters, digits and dashes, as repositories make them on their own pages."""
    words = re.sub(r"[^\w\s-]", "", _plain(heading).lower())
    return re.sub(r"\s", "-", words.strip())


def _plain(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


def _scrolling(html: str) -> str:
    """Each table in a region of its own that may scroll, named after the heading above it."""
    seen: Counter[str] = Counter()
    above = "Table"

    def region(match: re.Match[str]) -> str:
        nonlocal above
        if match["heading"]:
            above = _plain(match["heading"])
            return match[0]
        seen[above] += 1
        name = above if seen[above] == 1 else f"{above}, table {seen[above]}"
        return f'<div class="olw-scroll" role="region" aria-label="{name}" tabindex="0">{match[0]}</div>'

    return re.sub(
        r"<h[1-6][^>]*>(?P<heading>.*?)</h[1-6]>|<table>.*?</table>",
        region,
        html,
        flags=re.DOTALL,
    )
