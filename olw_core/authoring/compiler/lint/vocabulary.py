"""Words and phrases the content does not use, and what to write instead.

From the NHS content style guide, and our own tone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """A pattern for what is not written, and what to write instead."""

    pattern: re.Pattern[str]
    remedy: str

    def find(self, text: str) -> str:
        """The first words in the text that the rule forbids, or ""."""
        match = self.pattern.search(text)
        return match[0] if match else ""


def _rule(pattern: str, remedy: str) -> Rule:
    """A rule for whole words, in any case. `pattern`: alternatives, joined by |."""
    return Rule(re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), remedy)


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
        r"correct(?:ly)?|(?<!\bwent )(?<!\bgo )(?<!\bgoes )(?<!\bgone )(?<!\bgoing )"
        r"(?<!thing )(?<!what's )(?<!what is )(?<!what was )wrong|well done"
        r"|great choice|good choice|remember"
        r"|congratulations|unfortunately",
        "Say what happens and why; do not give marks.",
    ),
    _rule(
        r"utilise|facilitate|endeavour|commence|in order to|prior to"
        r"|at this point in time",
        "Use the short word: use, help, try, start, to, before, now.",
    ),
)
"""Applies to what the narrator tells (narration, prompts, feedback), not to speech."""

AMERICAN: tuple[Rule, ...] = (
    _rule(
        r"behaviors?|colors?|favors?|honors?|labors?|neighbors?|rumors?|humor|centers?"
        r"|theaters?|liters?|meters away|gray|(?:anesthe|pedia|hemo|ortho?pedic)\w*"
        r"|defense|offense|program(?:s)?|practicing|traveled|traveling|canceled"
        r"|counseling|fulfill|enrollment|skillful|apologize[ds]?|organiz\w+"
        r"|recogniz\w+|prioritiz\w+|realiz\w+|emphasiz\w+|summariz\w+|minimiz\w+"
        r"|maximiz\w+|criticiz\w+|stabiliz\w+|mobiliz\w+|utiliz\w+|analyz\w+"
        r"|specializ\w+|apologiz\w+",
        "Use the British spelling.",
    ),
)
"""British spelling, -ise not -ize (NHS style)."""

_PLAIN_ACRONYMS = """
AM BBC CD CSV DVD GP GPS HR ID IT MP NHS OK PDF PM TV UK WI
"""
PLAIN_ACRONYMS = frozenset(_PLAIN_ACRONYMS.split())
"""Letters everybody reads as a word."""
_CAPITALS = re.compile(r"\b[A-Z]{2,6}s?\b")


def acronyms(text: str) -> list[str]:
    """Words of two or more capitals in a plain text, other than the well-known."""
    found = dict.fromkeys(_CAPITALS.findall(text))
    return [one for one in found if one.rstrip("s") not in PLAIN_ACRONYMS]
