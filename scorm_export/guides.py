"""The pages of docs/ld-importers/ as HTML, put beside the ready-made zips so that an L&D team has both in one folder.

Only a checkout has docs; from an installed package there is nothing to add.
"""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

from markdown_it import MarkdownIt

from scorm_export.look import page

FOLDER = "guides"


def source() -> Path:
    """Where the pages are in a checkout."""
    return Path(str(files("scorm_export"))).parent / "docs" / "ld-importers"


def build(out: Path, folder: Path | None = None) -> list[str]:
    """Write the pages and their pictures to out/guides; returns the names written, without ending."""
    folder = folder or source()
    pages = sorted(folder.glob("*.md"))
    for path in pages:
        (out / FOLDER).mkdir(parents=True, exist_ok=True)
        (out / FOLDER / f"{path.stem}.html").write_text(render(path.read_text(encoding="utf-8")), encoding="utf-8")
    for picture in sorted(folder.glob("images/*.png")) if pages else []:
        (out / FOLDER / "images").mkdir(exist_ok=True)
        (out / FOLDER / "images" / picture.name).write_bytes(picture.read_bytes())
    return [path.stem for path in pages]


def render(markdown: str) -> str:
    """One page; links between the pages lead to their HTML, tables may scroll."""
    html = MarkdownIt("commonmark").enable("table").render(markdown)
    html = re.sub(r'href="([\w-]+)\.md(#[\w-]+)?"', r'href="\1.html\2"', html)
    html = re.sub(
        r"<table>(.*?)</table>",
        r'<div class="olw-scroll" role="region" aria-label="Table" tabindex="0"><table>\1</table></div>',
        html,
        flags=re.DOTALL,
    )
    heading = re.search(r"<h1>(.*?)</h1>", html)
    title = re.sub(r"<[^>]+>", "", heading.group(1)) if heading else "Guide"
    back = '<p><a href="../index.html">All packages</a> | <a href="index.html">All guides</a></p>'
    return page(title, back + html)
