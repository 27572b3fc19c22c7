"""Words on a page that nobody has marked for translation: in a pseudo-locale they lack brackets.

What says that it is in another language than the page is left alone (WCAG 2.2, 3.1.2).
"""

from __future__ import annotations

from lxml import html

from tests.support.translated import CLOSE, OPEN

ATTRIBUTES = ("aria-label", "alt", "title", "placeholder")
IN_OTHER_WORDS = "ancestor-or-self::*[@lang][1][@lang != 'cy']"
"""Under an element that says another language than the page's."""
CODE = "ancestor-or-self::*[@class='code']"
SPOKEN_BY_NOBODY = f"self::option or self::script or self::style or self::pre or {CODE}"
ITSELF = "ancestor-or-self::*[contains(@class, 'olw-unreviewed')]"
"""What a language says of itself stands in no catalogue."""
PLAYERS = "ancestor-or-self::*[@class='late']"
"""What the player has in its own words (player/strings), of which a test knows each language's."""
ELSEWHERE = f"{IN_OTHER_WORDS} or {ITSELF} or {PLAYERS}"
BRAND = "Our Leadership Way"


def unmarked(page: str) -> list[str]:
    """Words in the page's language that stand in no brackets."""
    tree = html.document_fromstring(page)
    found = []
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        if element.xpath(ELSEWHERE):
            continue
        texts = [element.get(name) for name in ATTRIBUTES]
        if not element.xpath(SPOKEN_BY_NOBODY):
            texts.append(element.text)
        texts += [child.tail for child in element]
        found += [text.strip() for text in texts if text and _is_bare(text)]
    return found


def _is_bare(text: str) -> bool:
    """Whether there is a letter outside the brackets, and it is not the name of the product."""
    outside = "".join(part.partition(CLOSE)[2] for part in f"{CLOSE}{text}".split(OPEN))
    return any(map(str.isalpha, outside.replace(BRAND, "")))
