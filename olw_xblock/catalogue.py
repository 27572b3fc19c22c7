"""The catalogues of the block's texts: `make translations` writes them.

English is what translators are given. It holds the block's own texts, the player's words, and what
learners are told of what others can see, so that one file translates a page. Open edX collects it
from conf/locale (OEP-58). What is translated here is also compiled to where a platform looks that
has collected nothing (edx-platform, xmodule/modulestore/django.py, XBlockI18nService: domain `text`
in the folder `translations`).
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import polib

from olw_core import player
from olw_core.report import REPORTS, Told, disclosure
from olw_xblock.learner_page import DOOR

PACKAGE = Path(__file__).parent
LOCALE = PACKAGE / "conf" / "locale"
CATALOGUE = LOCALE / "en" / "LC_MESSAGES" / "django.po"
COMPILED = PACKAGE / "translations"
CALLS = {"gettext", "_", "mark"}
"""What a text is given to, in this package, to be translated."""
HEADER = "Texts of the Open edX block and of its player, for translators."
METADATA = {
    "Project-Id-Version": "our-leadership-way",
    "Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}


def texts() -> list[str]:
    """Every text, once, in order."""
    found = set(player.strings(player.ENGLISH).values())
    for report, cards in product(REPORTS, (False, True)):
        found.update(disclosure(report, DOOR, Told(cards=cards)))
    for source in sorted(PACKAGE.glob("*.py")):
        found.update(_marked(source))
    return sorted(found)


def written(found: list[str]) -> str:
    """The catalogue as a PO file."""
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.header = HEADER
    catalogue.metadata = METADATA
    catalogue.extend(polib.POEntry(msgid=text) for text in found)
    return str(catalogue)


def main() -> int:
    """Write the catalogue and the compiled ones, and say where."""
    made = {CATALOGUE: written(texts()).encode("utf-8"), **message_files()}
    for path, data in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        sys.stdout.write(f"Wrote {path}\n")
    return 0


def message_files() -> dict[Path, bytes]:
    """Where each language's compiled catalogue belongs, and what it should be."""
    made = {}
    for source in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        if source == CATALOGUE:
            continue
        language = source.parent.parent.name
        target = COMPILED / language / "LC_MESSAGES" / "text.mo"
        made[target] = polib.pofile(str(source)).to_binary()
    return made


def _marked(source: Path) -> Iterator[str]:
    """The texts of one file of this package."""
    tree = ast.parse(source.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in CALLS:
            text = node.args[0]
            if isinstance(text, ast.Constant):
                yield str(text.value)


def _name(called: ast.expr) -> str:
    """Of a function that is called, or of a method."""
    if isinstance(called, ast.Attribute):
        return called.attr
    return getattr(called, "id", "")


if __name__ == "__main__":
    sys.exit(main())
