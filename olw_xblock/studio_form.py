"""The HTML of the Studio form, built as elements so that nothing typed into it becomes markup.

Labels and help stand in studio_settings.py. Class names of the outer elements are Studio's own, so
that the form looks like the others there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from lxml import html
from lxml.html import HtmlElement
from lxml.html import builder as E  # noqa: N812 - the name lxml's own documentation gives it

from olw_xblock.block_protocol import Values
from olw_xblock.i18n import Translate
from olw_xblock.sheets import sheet
from olw_xblock.studio_settings import LANGUAGE, MODULE, SETTINGS, Setting

STYLE = sheet("studio.css")
"""Lays the form out where Studio's own styles are not, and marks what to change where they are."""


@dataclass(frozen=True)
class Filled:
    """What the form is filled with.

    `modules`: id of an installed module -> title. `languages`: tag -> name. `values`: field name ->
    its value. `usual`: field name -> the course's value, for settings that follow the course when
    empty. `prefix` makes ids unique on the page. `look`: address of a module's preview, to which
    its id is added. `in_use`: the block has been saved with a module before.
    """

    modules: Mapping[str, str]
    languages: Mapping[str, str]
    values: Values
    usual: Values
    prefix: str
    look: str
    in_use: bool


@dataclass(frozen=True)
class Control:
    """One setting as it is shown: its words translated, its value, and the id of its input."""

    setting: Setting
    value: str
    key: str


def form(_: Translate, filled: Filled) -> str:
    """The whole form as HTML."""
    rows = [_row(_control(_, setting, filled)) for setting in SETTINGS]
    rows[SETTINGS.index(MODULE)].extend(_about_the_module(_, filled))
    listed = E.UL(E.CLASS("list-input settings-list"), *rows)
    wrapper = E.CLASS("wrapper-comp-settings is-active editor-with-buttons")
    page = E.FORM(
        E.CLASS("olw-studio"),
        _summary(_),
        E.DIV(wrapper, listed),
        _actions(_),
        novalidate="novalidate",
        autocomplete="off",
    )
    return str(html.tostring(page, encoding="unicode"))


def _control(_: Translate, setting: Setting, filled: Filled) -> Control:
    shown = replace(
        setting,
        label=_(setting.label),
        help=_help(_, setting, filled),
        choices=_choices(_, setting, filled),
    )
    value = _as_text(filled.values[setting.name])
    return Control(shown, value, f"{filled.prefix}-{setting.name}")


def _help(_: Translate, setting: Setting, filled: Filled) -> str:
    """With what the course has, for a setting that follows it when empty."""
    followed = filled.usual.get(setting.name)
    if followed is None:
        return _(setting.help)
    course = _("The course has {value}.").replace("{value}", _as_text(followed))
    return f"{_(setting.help)} {course}"


def _choices(_: Translate, setting: Setting, filled: Filled) -> dict[str, str]:
    if setting is MODULE:
        return dict(filled.modules)
    choices = {value: _(label) for value, label in setting.choices.items()}
    if setting is LANGUAGE:
        choices.update(filled.languages)
    return choices


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:g}"
    return str(value)


def _summary(_: Translate) -> HtmlElement:
    """Where the script lists what is wrong; hidden until something is."""
    return E.DIV(
        E.CLASS("olw-problems"),
        E.H2(_("There is a problem")),
        E.UL(),
        role="alert",
        tabindex="-1",
        hidden="hidden",
    )


def _actions(_: Translate) -> HtmlElement:
    save = E.CLASS("button action-primary save-button")
    cancel = E.CLASS("button cancel-button")
    buttons = E.UL(
        _action(E.BUTTON(_("Save"), save, type="submit")),
        _action(E.BUTTON(_("Cancel"), cancel, type="button")),
    )
    return E.DIV(E.CLASS("xblock-actions"), buttons)


def _action(button: HtmlElement) -> HtmlElement:
    return E.LI(E.CLASS("action-item"), button)


def _row(control: Control) -> HtmlElement:
    """A label, the control, its error (hidden until there is one) and its help, tied by ids."""
    setting, key = control.setting, control.key
    label = E.LABEL(setting.label, E.CLASS("label setting-label"), {"for": key})
    entry = E.DIV(E.CLASS("wrapper-comp-setting"), label, _entry(control))
    return E.LI(
        E.CLASS("field comp-setting-entry is-set"),
        entry,
        E.P(E.CLASS("olw-error"), id=f"{key}-error", hidden="hidden"),
        E.P(setting.help, E.CLASS("tip setting-help"), id=f"{key}-help"),
    )


def _about_the_module(_: Translate, filled: Filled) -> list[HtmlElement]:
    """A link to see how the chosen one opens, and what another one means for learners."""
    look = E.A(
        _("See how this module opens (new tab)"),
        E.CLASS("olw-look"),
        {"data-address": filled.look, "target": "_blank", "rel": "noopener"},
        href=f"{filled.look}{filled.values[MODULE.name]}",
    )
    swap = E.P(
        _(
            "Learners who have begun keep what they did in the first module: it comes back if you "
            "choose that one again. Their grade stays until they finish the new one."
        ),
        E.CLASS("olw-swap"),
        role="status",
        hidden="hidden",
    )
    if not filled.in_use:
        return [E.P(look)]
    return [E.P(look), swap]


def _entry(control: Control) -> HtmlElement:
    attributes = {
        "id": control.key,
        "name": control.setting.name,
        "class": "input setting-input",
        "aria-describedby": f"{control.key}-error {control.key}-help",
    }
    if control.setting.choices:
        return E.SELECT(attributes, *_options(control))
    typed = {
        "type": "text",
        "inputmode": control.setting.mode,
        "value": control.value,
        "autocomplete": "off",
    }
    return E.INPUT({**attributes, **typed})


def _options(control: Control) -> list[HtmlElement]:
    """A value that is not among the choices stays visible, so that saving does not change it."""
    choices = dict(control.setting.choices)
    choices.setdefault(control.value, control.value)
    options = []
    for choice, label in choices.items():
        option = E.OPTION(label, value=choice)
        if choice == control.value:
            option.set("selected", "selected")
        options.append(option)
    return options
