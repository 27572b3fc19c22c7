"""The catalogues of the block's texts: `make translations` writes them.

English is what translators are given. It holds the block's own texts, the player's words, and what
learners are told of what others can see, so that one file translates a page. Open edX collects it
from conf/locale (OEP-58). A language that we speak ourselves has the block's own texts beside it;
the others come from the player and the page. Together they are compiled to where a platform looks
that has collected nothing (edx-platform, xmodule/modulestore/django.py, XBlockI18nService: domain
`text` in the folder `translations`).
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import polib

from olw_core import player
from olw_core.page import promised
from olw_core.page.catalogues import catalogue
from olw_core.page.po_files import empty, renewed
from olw_core.report import REPORTS, Told, disclosure
from olw_xblock.learner_page import DOOR
from olw_xblock.words import LOCALE

PACKAGE = Path(__file__).parent
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
    return sorted({*own_texts(), *_of_the_player(), *_promises()})


def own_texts() -> list[str]:
    """Those that are neither the player's nor about what others can see."""
    found: set[str] = set()
    for source in sorted(PACKAGE.glob("*.py")):
        found.update(_marked(source))
    return sorted(found.difference(_of_the_player(), _promises()))


def _of_the_player() -> set[str]:
    words = player.strings(player.ENGLISH)
    return set(words.values())


def _promises() -> set[str]:
    found: set[str] = set()
    for report, cards in product(REPORTS, (False, True)):
        told = Told(cards=cards)
        found.update(disclosure(report, DOOR, told))
    return found


def written(found: list[str]) -> str:
    """The catalogue as a PO file."""
    made = empty(HEADER, METADATA)
    made.extend(polib.POEntry(msgid=text) for text in found)
    return str(made)


def translated(source: Path) -> str:
    """A language's file with the block's own texts as they are now."""
    return renewed(source, own_texts())


def sources() -> list[Path]:
    """The files of the languages that we speak ourselves."""
    found = sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))
    return [source for source in found if source != CATALOGUE]


def main() -> int:
    """Write the catalogues and the compiled ones, and say where."""
    english = written(texts())
    _write({CATALOGUE: english.encode("utf-8")})
    for source in sources():
        ours = translated(source)
        _write({source: ours.encode("utf-8")})
    _write(message_files())
    return 0


def _write(made: dict[Path, bytes]) -> None:
    for path, data in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        sys.stdout.write(f"Wrote {path}\n")


def message_files() -> dict[Path, bytes]:
    """Where each language's compiled catalogue belongs, and what it should be."""
    made = {}
    for source in sources():
        language = source.parent.parent.name
        target = COMPILED / language / "LC_MESSAGES" / "text.mo"
        whole = polib.pofile(str(source))
        whole.extend(_ours(language))
        made[target] = whole.to_binary()
    return made


def _ours(language: str) -> Iterator[polib.POEntry]:
    """What the player and the page say in this language themselves."""
    said = player.strings(language)
    for key, english in player.strings(player.ENGLISH).items():
        yield polib.POEntry(msgid=english, msgstr=said[key])
    promises = catalogue(promised.LOCALE, promised.NAME, language)
    for english in sorted(_promises()):
        yield polib.POEntry(msgid=english, msgstr=promises.gettext(english))


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
