"""The form as HTML: labels, hints, what was typed before, and each error beside its field and in a summary on top.

Fields: what, platform, report, organisation, colour, logo (file), support_label, support_url, problem_url, pass_mark.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from olw_core import content
from olw_core.trust import MAX_NAME
from scorm_export.form.build import FieldError
from scorm_export.look import page
from scorm_export.profiles import PROFILES
from scorm_export.trust import DEFAULT_COLOUR

TITLE = "Make a package"
_REPORTS = (
    ("as-platform", "What suits the platform", ""),
    (
        "completion",
        "Completion only",
        "Best for teams that talk about the stories together.",
    ),
    ("score", "Completion and score", ""),
    (
        "answers",
        "Completion, score and each choice",
        "Learners are told so before they start.",
    ),
)


def render(
    values: Mapping[str, str] | None = None,
    errors: Sequence[FieldError] = (),
    action: str = "",
    extra: str = "",
    style: str = "",
) -> str:
    """The page. `action`: where the form is sent; `extra`: HTML of a hidden token; `style`: a style sheet's address."""
    form = _Form(values or {}, errors)
    fields = (
        form.choices("what", "What do you want?", _whats())
        + form.choices(
            "platform",
            "Where will it go?",
            [(p.id, p.platform, p.why) for p in PROFILES.values()],
        )
        + form.choices("report", "What should the platform be told?", _REPORTS)
        + _look(form)
        + _help(form)
        + form.text(
            "pass_mark",
            "Pass mark (optional)",
            "A percentage. Leave it empty and nobody passes or fails.",
            width=6,
        )
    )
    body = (
        form.summary()
        + f"<h1>{TITLE}</h1><p>Answer what you can. You get a zip to upload to your learning management system.</p>"
        f'<form method="post" enctype="multipart/form-data" action="{escape(action)}" novalidate>{extra}{fields}'
        "<button>Make the package</button></form>"
    )
    return page(f"Error: {TITLE}" if errors else TITLE, body, style)


def _whats() -> list[tuple[str, str, str]]:
    modules = [(module, content.load(module)) for module in content.module_ids()]
    stories = [(name, module["title"], module["summary"]) for name, module in modules]
    course = (
        "course",
        "All the stories as one course",
        "Each story has its own status, where the platform takes that.",
    )
    menu = (
        "menu",
        "All the stories as one course with its own menu",
        "One item, for a platform that takes one item only.",
    )
    return [
        *stories,
        course,
        menu,
        (
            "cards",
            "The return cards",
            "Short decisions to come back to after the stories.",
        ),
    ]


def _look(form: _Form) -> str:
    colour = "It is used for the band and the buttons. White words must be readable on it: 4.5 to 1."
    return (
        "<fieldset><legend>Your organisation</legend>"
        + form.text(
            "organisation",
            "Name (optional)",
            f"Up to {MAX_NAME} characters. For example, Example NHS Foundation Trust.",
        )
        + form.colour("colour", "Colour", colour)
        + form.file(
            "logo",
            "Logo (optional)",
            "An SVG drawing up to 30 kB, or a PNG picture up to 60 kB.",
        )
        + "</fieldset>"
    )


def _help(form: _Form) -> str:
    return (
        "<fieldset><legend>Help for learners (optional)</legend>"
        + form.text(
            "support_label",
            "Words of a support link",
            "For example, Staff support line.",
        )
        + form.text(
            "support_url", "Its address", "Starts with https://, mailto: or tel:."
        )
        + form.text(
            "problem_url",
            "Where to report a problem",
            "Starts with https://, mailto: or tel:.",
        )
        + "</fieldset>"
    )


class _Form:
    """Draws fields with what was typed and what is wrong."""

    def __init__(self, values: Mapping[str, str], errors: Sequence[FieldError]) -> None:
        self.values = values
        self.errors = {error.field: error.message for error in reversed(errors)}

    def summary(self) -> str:
        if not self.errors:
            return ""
        lines = "".join(
            f'<li><a href="#{name}">{escape(words)}</a></li>'
            for name, words in reversed(self.errors.items())
        )
        box = '<div class="olw-errors" role="alert" aria-labelledby="olw-errors" tabindex="-1">'
        return f'{box}<h2 id="olw-errors">There is a problem</h2><ul>{lines}</ul></div>'

    def _around(self, name: str, label: str, hint: str, control: str) -> str:
        error = self._error(name)
        words = (
            f'<p class="olw-hint" id="{name}-hint">{escape(hint)}</p>' if hint else ""
        )
        bad = " olw-bad" if error else ""
        return f'<div class="olw-field{bad}"><label for="{name}">{escape(label)}</label>{words}{error}{control}</div>'

    def _error(self, name: str) -> str:
        words = self.errors.get(name)
        start = '<span class="olw-vh">Error:</span> '
        return (
            f'<p class="olw-error" id="{name}-error">{start}{escape(words)}</p>'
            if words
            else ""
        )

    def _described(self, name: str, hint: str) -> str:
        ids = [f"{name}-hint"] if hint else []
        ids += [f"{name}-error"] if name in self.errors else []
        invalid = ' aria-invalid="true"' if name in self.errors else ""
        return (f' aria-describedby="{" ".join(ids)}"' if ids else "") + invalid

    def text(self, name: str, label: str, hint: str, width: int = 0) -> str:
        value = escape(self.values.get(name, ""))
        size = f' size="{width}"' if width else ""
        described = self._described(name, hint)
        return self._around(
            name,
            label,
            hint,
            f'<input type="text" id="{name}" name="{name}" value="{value}"{size}{described}>',
        )

    def colour(self, name: str, label: str, hint: str) -> str:
        value = escape(self.values.get(name) or DEFAULT_COLOUR)
        described = self._described(name, hint)
        return self._around(
            name,
            label,
            hint,
            f'<input type="color" id="{name}" name="{name}" value="{value}"{described}>',
        )

    def file(self, name: str, label: str, hint: str) -> str:
        described = self._described(name, hint)
        accept = "image/svg+xml,image/png"
        return self._around(
            name,
            label,
            hint,
            f'<input type="file" id="{name}" name="{name}" accept="{accept}"{described}>',
        )

    def choices(
        self, name: str, legend: str, options: Sequence[tuple[str, str, str]]
    ) -> str:
        chosen = self.values.get(name) or options[0][0]
        drawn = [
            self._choice(name, index, option, chosen)
            for index, option in enumerate(options)
        ]
        bad = ' class="olw-bad"' if name in self.errors else ""
        return f"<fieldset{bad}><legend>{escape(legend)}</legend>{self._error(name)}{''.join(drawn)}</fieldset>"

    @staticmethod
    def _choice(
        name: str, index: int, option: tuple[str, str, str], chosen: str
    ) -> str:
        value, label, hint = option
        identifier = (
            name if index == 0 else f"{name}-{index + 1}"
        )  # the summary's link leads to the first choice
        checked = " checked" if value == chosen else ""
        words = f'<br><span class="olw-hint">{escape(hint)}</span>' if hint else ""
        button = f'<input type="radio" id="{identifier}" name="{name}" value="{escape(value)}"{checked}>'
        return f'<div class="olw-choice">{button}<label for="{identifier}">{escape(label)}{words}</label></div>'
