"""The one table of what Studio sets: each setting's label, help, choices and rule.

The texts are marked here for the catalogue, and translated where they are shown. What a setting
means to a course is a field of the same name in `block.py`, with its type in `block_protocol.py`;
what two settings must be together is checked in `settings.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from marshmallow import fields, validate

from olw_core.report import REPORTS
from olw_xblock.i18n import mark

FAULTS = ("required", "null", "invalid", "invalid_utf8", "special", "too_large")
"""The keys under which marshmallow keeps its words for a value of the wrong kind."""
SHOW = {
    "story": mark("The story"),
    "cards": mark("The return cards"),
    "map": mark("The learner's map of the course"),
}
REPORT = {
    "completion": mark("Only that they have finished"),
    "score": mark("That they have finished, and their best score"),
    "answers": mark("Also which choices they made"),
}

NO_SUCH_MODULE = mark("Choose one of the modules on the list.")
NO_SUCH_LANGUAGE = mark(
    "This story is not in that language. Choose another one, or the learner's own."
)
_WORDS = mark("Enter words here.")
_LONG = {
    80: mark("Use at most 80 characters."),
    100: mark("Use at most 100 characters."),
    300: mark("Use at most 300 characters."),
}
WEIGHTS = (0, 1000)
ATTEMPTS = (1, 1000)
"""The least and the most. The words below name them; tests/unit/olw_xblock/test_settings.py holds
them to be the same, since translators need the words in one piece.
"""
_LIMIT = mark("Enter a whole number from 1 to 1000, or leave it empty for no limit.")
_WEIGHT = mark("Enter a number from 0 to 1000.")
_SHOW = mark("Choose the story, the cards or the map.")
_REPORT = mark("Choose one of the three.")


def _always(message: str) -> dict[str, Any]:
    """The same words whatever marshmallow finds wrong with the kind of value."""
    return dict.fromkeys(FAULTS, message)


def _text(length: int) -> fields.String:
    limit = validate.Length(max=length, error=_LONG[length])
    line = validate.Predicate("isprintable", error=_WORDS)
    return fields.String(
        load_default="",
        validate=[limit, line],
        error_messages=_always(_WORDS),
    )


def _one_of(values: Sequence[str], default: str, message: str) -> fields.String:
    allowed = validate.OneOf(values, error=message)
    return fields.String(
        load_default=default,
        validate=allowed,
        error_messages=_always(message),
    )


@dataclass(frozen=True)
class Setting:
    """One setting: its field name, label, help, and the rule for what may be saved.

    `choices`: value -> label, where there are a few. `mode`: the kind of keyboard for a text.
    """

    name: str
    label: str
    help: str
    rule: fields.Field[Any]
    choices: Mapping[str, str] = field(default_factory=dict)
    mode: str = "text"


MODULE = Setting(
    "module",
    mark("Module"),
    mark("The story and cards that learners get."),
    fields.String(required=True, error_messages=_always(NO_SUCH_MODULE)),
)
"""Its choices are the modules that are installed."""

LANGUAGE = Setting(
    "language",
    mark("Language"),
    mark("Of the story. What learners have done is the same in every language."),
    fields.String(load_default="", error_messages=_always(NO_SUCH_LANGUAGE)),
    choices={"": mark("The learner's own, where the story has it")},
)
"""Its other choices are the languages of the modules that are installed."""

SETTINGS = (
    MODULE,
    LANGUAGE,
    Setting(
        "display_name",
        mark("Name"),
        mark("What learners see in the course. Empty: the module's title."),
        _text(100),
    ),
    Setting(
        "show",
        mark("What to show"),
        mark(
            "The story is graded. Cards are short practice and never graded. The map shows all "
            "stories of the course, whatever the module is."
        ),
        _one_of(tuple(SHOW), "story", _SHOW),
        choices=SHOW,
    ),
    Setting(
        "weight",
        mark("Weight"),
        mark("How many points the story is worth. 0 means it does not count."),
        fields.Float(
            required=True,
            validate=validate.Range(*WEIGHTS, error=_WEIGHT),
            error_messages=_always(_WEIGHT),
        ),
        mode="decimal",
    ),
    Setting(
        "max_attempts",
        mark("Attempts"),
        mark(
            "How often a learner may finish the story. Empty: the course's limit, if any."
        ),
        fields.Integer(
            load_default=None,
            allow_none=True,
            validate=validate.Range(*ATTEMPTS, error=_LIMIT),
            error_messages=_always(_LIMIT),
        ),
        mode="numeric",
    ),
    Setting(
        "report",
        mark("What the course is told"),
        mark("Learners can read what you choose here."),
        _one_of(REPORTS, "score", _REPORT),
        choices=REPORT,
    ),
    Setting(
        "trust_name",
        mark("Your organisation"),
        mark("Shown beside the module. You can leave it empty."),
        _text(80),
    ),
    Setting(
        "support_label",
        mark("Support link: words"),
        mark("For example: Staff support line."),
        _text(80),
    ),
    Setting(
        "support_url",
        mark("Support link: address"),
        mark("Starts with https://, http://, tel: or mailto:"),
        _text(300),
        mode="url",
    ),
)
"""In the order of the form."""

NAMES = tuple(setting.name for setting in SETTINGS)
LABELS = {setting.name: setting.label for setting in SETTINGS}
