"""Sentences, syllables and the Flesch-Kincaid grade, with British health words that a
plain rule would miscount.

Grade = 0.39 words/sentence + 11.8 syllables/word - 15.59 (Kincaid et al. 1975). Used to
prioritise, not to judge: a warning, never an error (NHS service manual on readability
tools).
"""

from __future__ import annotations

import functools
import re

_KNOWN = {
    "anaesthetist": 4,
    "multidisciplinary": 7,
    "midwifery": 4,
    "physio": 3,
    "physiotherapist": 6,
    "area": 3,
    "idea": 3,
    "being": 2,
    "paediatric": 4,
    "ethnicity": 4,
    "radiographer": 5,
    "every": 2,
    "people": 2,
    "colleague": 2,
    "colleagues": 2,
    "business": 2,
    "quiet": 2,
    "trial": 2,
    "science": 2,
    "diary": 3,
    "nurse": 1,
    "nurses": 2,
    "patient": 2,
    "patients": 2,
    "something": 2,
    "someone": 2,
    "everyone": 3,
    "evening": 2,
    "different": 2,
    "family": 2,
    "wednesday": 2,
    "hospital": 3,
    "careful": 2,
}

_SILENT = (re.compile(r"[^aeiouyl]e$"), re.compile(r"[^aeiouytd]ed$"))
_SILENT_ES = re.compile(r"[^aeioulscxzg]es$")


def sentences(text: str) -> list[str]:
    """The sentences of a plain text."""
    parts = re.split(r"(?<=[.?!:])[\"'”’)]*\s+", text.strip())
    return [p for p in parts if re.search(r"[A-Za-z]", p)]


def words(text: str) -> list[str]:
    """The words of a plain text; numbers do not count."""
    return re.findall(r"[A-Za-z][A-Za-z'’-]*", text)


@functools.lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """An estimate: groups of vowels, less a silent final e, at least one."""
    lower = word.lower().replace("’", "'").removesuffix("'s")
    if lower in _KNOWN:
        return _KNOWN[lower]
    if "-" in lower:
        return sum(syllables(part) for part in lower.split("-") if part)
    count = len(re.findall(r"[aeiouy]+", lower))
    if any(end.search(lower) for end in _SILENT):
        count -= 1
    if _SILENT_ES.search(lower):
        count -= 1
    return max(1, count)


def grade(text: str) -> float:
    """Flesch-Kincaid grade of a plain text; 0.0 for a text without words."""
    found = words(text)
    if not found:
        return 0.0
    sentence_count = max(1, len(sentences(text)))
    syllable_count = sum(map(syllables, found))
    sentence_length = 0.39 * len(found) / sentence_count
    word_length = 11.8 * syllable_count / len(found)
    return sentence_length + word_length - 15.59
