"""Words and phrases the content does not use, why, and what to write instead (NHS content rules, our tone)."""

from __future__ import annotations

import re

Rule = tuple[re.Pattern[str], str]


def _rule(pattern: str, remedy: str) -> Rule:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), remedy


EVERYWHERE: tuple[Rule, ...] = (
    _rule(r"BAME|BME", "Write 'ethnic minorities', or name the group."),
    _rule(r"race", "Write 'ethnicity' (or 'racism', 'racist' where that is meant)."),
    _rule(r"suffer(?:s|ing|ed)? from", "Write 'has' or 'lives with'."),
    _rule(
        r"mentally ill|the disabled|wheelchair[- ]bound|able[- ]bodied|the elderly",
        "Name the person first.",
    ),
    _rule(r"he or she|she or he|his or her|s/he", "Write 'they' or 'their'."),
    _rule(
        r"chairman|manpower|man the|manned",
        "Use a word without a sex: chair, staff, staffed.",
    ),
    _rule(
        r"going forward|touch base|leverage|synerg\w+|low[- ]hanging fruit|reach out to",
        "Say it in plain words.",
    ),
)
"""Applies to every text, spoken or not."""

TOLD: tuple[Rule, ...] = (
    _rule(
        r"correct(?:ly)?|wrong|well done|great choice|good choice|remember|congratulations|unfortunately",
        "Say what happens and why; do not give marks.",
    ),
    _rule(
        r"utilise|facilitate|endeavour|commence|in order to|prior to|at this point in time",
        "Use the short word: use, help, try, start, to, before, now.",
    ),
)
"""Applies to what the narrator tells (narration, prompts, feedback), not to speech."""

AMERICAN: tuple[Rule, ...] = (
    _rule(
        r"behaviors?|colors?|favors?|honors?|labors?|neighbors?|rumors?|humor|centers?|theaters?|liters?|meters away|gray|"
        r"(?:anesthe|pedia|hemo|ortho?pedic)\w*|defense|offense|program(?:s)?|practicing|traveled|traveling|canceled|counseling|"
        r"fulfill|enrollment|skillful|apologize[ds]?|organiz\w+|recogniz\w+|prioritiz\w+|realiz\w+|emphasiz\w+|summariz\w+|"
        r"minimiz\w+|maximiz\w+|criticiz\w+|stabiliz\w+|mobiliz\w+|utiliz\w+|analyz\w+|specializ\w+|apologiz\w+",
        "Use the British spelling.",
    ),
)
"""British spelling, -ise not -ize (NHS style)."""

PLAIN_ACRONYMS = frozenset(
    {
        "NHS",
        "GP",
        "GPS",
        "UK",
        "OK",
        "TV",
        "AM",
        "PM",
        "ID",
        "IT",
        "CD",
        "DVD",
        "PDF",
        "CSV",
        "MP",
        "HR",
        "BBC",
        "WI",
    }
)
"""Letters everybody reads as a word."""


def acronyms(text: str) -> list[str]:
    """Words of two or more capitals in a plain text, other than the well-known."""
    found = re.findall(r"\b[A-Z]{2,6}s?\b", text)
    return [a for a in dict.fromkeys(found) if a.rstrip("s") not in PLAIN_ACRONYMS]
