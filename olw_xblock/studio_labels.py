"""The words of Studio's form: each setting's label and help, and the labels of its choices.

Marked here for the catalogue, translated where they are shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from olw_xblock.i18n import mark

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


@dataclass(frozen=True)
class Setting:
    """One setting: its field name, label and help.

    `choices`: value -> label, where there are a few. `mode`: the kind of keyboard for a text.
    """

    name: str
    label: str
    help: str
    choices: Mapping[str, str] = field(default_factory=dict)
    mode: str = "text"


MODULE = Setting(
    "module",
    mark("Module"),
    mark("The story and cards that learners get."),
)
"""Its choices are the modules that are installed."""

LANGUAGE = Setting(
    "language",
    mark("Language"),
    mark("Of the story. What learners have done is the same in every language."),
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
    ),
    Setting(
        "show",
        mark("What to show"),
        mark(
            "The story is graded. Cards are short practice and never graded. The map shows all "
            "stories of the course, whatever the module is."
        ),
        choices=SHOW,
    ),
    Setting(
        "weight",
        mark("Weight"),
        mark("How many points the story is worth. 0 means it does not count."),
        mode="decimal",
    ),
    Setting(
        "max_attempts",
        mark("Attempts"),
        mark(
            "How often a learner may finish the story. Empty: the course's limit, if any."
        ),
        mode="numeric",
    ),
    Setting(
        "report",
        mark("What the course is told"),
        mark("Learners can read what you choose here."),
        choices=REPORT,
    ),
    Setting(
        "trust_name",
        mark("Your organisation"),
        mark("Shown beside the module. You can leave it empty."),
    ),
    Setting(
        "support_label",
        mark("Support link: words"),
        mark("For example: Staff support line."),
    ),
    Setting(
        "support_url",
        mark("Support link: address"),
        mark("Starts with https://, http://, tel: or mailto:"),
        mode="url",
    ),
)
"""In the order of the form."""

NAMES = tuple(setting.name for setting in SETTINGS)
