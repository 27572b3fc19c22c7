"""The HTML of the Studio form, built as elements so that nothing typed into it can become markup.

Class names of the outer elements are Studio's own, so that the form looks like the others there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lxml import html
from lxml.html import builder as E  # noqa: N812 - the name lxml's own documentation gives it

from olw_xblock import labels

Text = Callable[[str], str]

STYLE = """
.olw-studio { display: block; padding: 1em; max-width: 40em; }
.olw-studio ul { list-style: none; margin: 0; padding: 0; }
.olw-studio .field { margin: 0 0 1.25em; }
.olw-studio .wrapper-comp-setting { display: block; min-width: 0; margin: 0; }
.olw-studio .field .label { display: block; width: auto; margin: 0 0 0.25em; font-weight: bold; }
.olw-studio .field .input { display: block; width: 100%; min-height: 2.5em; margin: 0; box-sizing: border-box; }
.olw-studio .field .tip { display: block; width: auto; margin: 0.25em 0 0; }
.olw-studio .olw-error { margin: 0.25em 0 0; color: #b0190e; font-weight: bold; }
.olw-studio [aria-invalid] { border: 2px solid #b0190e; }
.olw-studio .olw-problems { margin: 0 0 1.25em; padding: 1em; border: 4px solid #b0190e; }
.olw-studio .olw-problems a { color: #b0190e; }
.olw-studio .action-item { display: inline-block; margin: 0 1em 0 0; }
.olw-studio .action-item button { min-height: 2.5em; padding: 0 1.5em; }
.olw-studio [hidden] { display: none; }
"""
"""Lays the form out where Studio's own styles are not, and marks what to change where they are."""


@dataclass(frozen=True)
class Control:
    """One setting: its field name, label, help, and either choices (value, label) or a kind of text input."""

    name: str
    label: str
    help: str
    choices: Sequence[tuple[str, str]] = ()
    mode: str = "text"


def controls(_: Text, modules: Mapping[str, str]) -> list[Control]:
    """All settings in the order of the form."""
    rows: list[tuple[str, str, str, Mapping[str, str] | str]] = [
        ("module", _("Module"), _("The story and cards that learners get."), modules),
        (
            "display_name",
            _("Name"),
            _("What learners see in the course. Empty: the module's title."),
            "text",
        ),
        (
            "show",
            _("What to show"),
            _("The story is graded. Cards are short practice and never graded."),
            labels.show(_),
        ),
        (
            "weight",
            _("Weight"),
            _("How many points the story is worth. 0 means it does not count."),
            "decimal",
        ),
        (
            "max_attempts",
            _("Attempts"),
            _(
                "How often a learner may finish the story. Empty: the course's limit, if any."
            ),
            "numeric",
        ),
        (
            "report",
            _("What the course is told"),
            _("Learners can read what you choose here."),
            labels.report(_),
        ),
        (
            "trust_name",
            _("Your organisation"),
            _("Shown beside the module. You can leave it empty."),
            "text",
        ),
        (
            "support_label",
            _("Support link: words"),
            _("For example: Staff support line."),
            "text",
        ),
        (
            "support_url",
            _("Support link: address"),
            _("Starts with https://, http://, tel: or mailto:"),
            "url",
        ),
    ]
    return [
        Control(name, label, tip, mode=kind)
        if isinstance(kind, str)
        else Control(name, label, tip, tuple(kind.items()))
        for name, label, tip, kind in rows
    ]


def form(
    _: Text,
    modules: Mapping[str, str],
    values: Mapping[str, Any],
    usual: Mapping[str, Any],
    prefix: str,
) -> str:
    """The whole form as HTML. `prefix` makes ids unique on the page.

    `usual`: field name -> the course's value, for settings that follow the course when empty.
    """
    rows = []
    for control in controls(_, modules):
        followed = usual.get(control.name)
        if followed is not None:
            course = _("The course has {value}.").replace("{value}", _shown(followed))
            control = replace(control, help=f"{control.help} {course}")
        rows.append(
            _row(control, _shown(values[control.name]), f"{prefix}-{control.name}")
        )
    summary = E.DIV(
        E.CLASS("olw-problems"),
        E.H2(_("There is a problem")),
        E.UL(),
        role="alert",
        tabindex="-1",
        hidden="hidden",
    )
    actions = E.DIV(
        E.CLASS("xblock-actions"),
        E.UL(
            E.LI(
                E.CLASS("action-item"),
                E.BUTTON(
                    _("Save"),
                    E.CLASS("button action-primary save-button"),
                    type="submit",
                ),
            ),
            E.LI(
                E.CLASS("action-item"),
                E.BUTTON(_("Cancel"), E.CLASS("button cancel-button"), type="button"),
            ),
        ),
    )
    listed = E.UL(E.CLASS("list-input settings-list"), *rows)
    settings = E.DIV(
        E.CLASS("wrapper-comp-settings is-active editor-with-buttons"), listed
    )
    page = E.FORM(
        E.CLASS("olw-studio"), summary, settings, actions, novalidate="novalidate"
    )
    return str(html.tostring(page, encoding="unicode"))


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)


def _row(control: Control, value: str, key: str) -> Any:
    """A label, the control, its error (hidden until there is one) and its help, tied together by ids."""
    described = f"{key}-error {key}-help"
    common = {
        "id": key,
        "name": control.name,
        "class": "input setting-input",
        "aria-describedby": described,
    }
    return E.LI(
        E.CLASS("field comp-setting-entry is-set"),
        E.DIV(
            E.CLASS("wrapper-comp-setting"),
            E.LABEL(control.label, E.CLASS("label setting-label"), {"for": key}),
            _select(control, value, common)
            if control.choices
            else _input(control, value, common),
        ),
        E.P(E.CLASS("olw-error"), id=f"{key}-error", hidden="hidden"),
        E.P(control.help, E.CLASS("tip setting-help"), id=f"{key}-help"),
    )


def _input(control: Control, value: str, common: dict[str, str]) -> Any:
    return E.INPUT(
        {
            **common,
            "type": "text",
            "inputmode": control.mode,
            "value": value,
            "autocomplete": "off",
        }
    )


def _select(control: Control, value: str, common: dict[str, str]) -> Any:
    """A list of choices; a value that is not among them stays visible, so that saving does not change it unseen."""
    choices = dict(control.choices)
    choices.setdefault(value, value)
    options = [E.OPTION(label, value=choice) for choice, label in choices.items()]
    for option in options:
        if option.get("value") == value:
            option.set("selected", "selected")
    return E.SELECT(common, *options)
