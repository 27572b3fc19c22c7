"""The texts of the pages around the stories, as they are marked: `make translations` uses them.

Facilitators' and administrators' pages are not marked: they are in English.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.extract import extract_from_dir

from lti_service.refusals import REFUSALS
from lti_service.words import LOCALE, NAME
from olw_core.content.writing import write_text
from olw_core.page.po_files import Text, renewed

PACKAGE = Path(__file__).resolve().parent
METHODS = [("templates/**", "jinja2"), ("views/**.py", "python")]
OPTIONS = {"templates/**": {"trimmed": "true", "newstyle_gettext": "true"}}
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "mark": None}


def texts() -> list[Text]:
    """Every text, once, in order."""
    marked = extract_from_dir(PACKAGE, METHODS, OPTIONS, KEYWORDS)
    found: set[Text] = {words for _status, words in REFUSALS.values()}
    for _file, _line, message, _comments, _context in marked:
        text = _text(message)
        found.add(text)
    return sorted(found, key=_first)


def _text(message: str | tuple[str, ...]) -> Text:
    """One text, or the singular and the plural of one."""
    if isinstance(message, str):
        return message
    one, more, *_rest = message
    return one, more


def _first(text: Text) -> str:
    """What it is sorted by."""
    return text if isinstance(text, str) else text[0]


def sources() -> list[Path]:
    """The file of each language."""
    return sorted(LOCALE.glob(f"*/LC_MESSAGES/{NAME}.po"))


def main() -> int:
    """Bring each language's file in step, and say where it is."""
    marked = texts()
    for source in sources():
        in_step = renewed(source, marked)
        write_text(source, in_step)
        sys.stdout.write(f"Wrote {source}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
