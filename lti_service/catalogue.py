"""The texts of the pages around the stories, as they are marked: `make translations` uses them.

Facilitators' and administrators' pages are not marked: they are in English.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.extract import extract_from_dir

from lti_service.refusals import REFUSALS
from lti_service.words import LOCALE, NAME
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
        if isinstance(message, str):
            found.add(message)
        else:
            one, more, *_rest = message
            found.add((one, more))
    return sorted(found, key=_first)


def _first(text: Text) -> str:
    return text if isinstance(text, str) else text[0]


def sources() -> list[Path]:
    """The file of each language."""
    return sorted(LOCALE.glob(f"*/LC_MESSAGES/{NAME}.po"))


def main() -> int:
    """Bring each language's file in step, and say where it is."""
    for source in sources():
        source.write_text(renewed(source, texts()), "utf-8")
        sys.stdout.write(f"Wrote {source}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
