"""The language that the pages around the stories speak: the reader's, where we have its words.

Texts are marked in templates (`trans`, `_`) and here (`mark`); their translations stand in
`locale/`, which `make translations` keeps in step. Pages of facilitators and administrators are in
English.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from gettext import NullTranslations

from babel.dates import format_date
from flask import Flask, g, request
from markupsafe import Markup

from lti_service.services.glances import AnyOwner
from lti_service.services.play import languages
from lti_service.words import LOCALE, NAME
from olw_core.language_tags import direction, nearest
from olw_core.page import catalogues, unreviewed
from olw_core.page.catalogues import ENGLISH
from olw_core.page.element import script_json


def mark(text: str) -> str:
    """Marks a text for the catalogue before anybody is there to translate it for."""
    return text


FOR_SCRIPTS = {
    "unreachable": mark(
        "We could not reach the service. Check your connection, then try again."
    ),
    "unopened": mark("We could not open this page"),
    "code": mark(
        "If it happens again, ask your learning team for help, and give them this code:"
    ),
    "stillThere": mark(
        "Are you still there? This page closes in two minutes,"
        " because others may use this computer."
    ),
    "stillHere": mark("I am still here"),
    "littleRoom": mark("There is little room here."),
    "newWindow": mark("Open in a new window"),
}
"""What static/*.js says, by key."""


def set_up(app: Flask) -> None:
    """Lets templates translate, and ask in which language."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    install = app.jinja_env.install_gettext_callables  # type: ignore[attr-defined]
    install(gettext, ngettext, newstyle=True)
    app.jinja_env.globals.update(
        spoken=spoken,
        written=lambda: direction(spoken()),
        said=said,
        unread=unread,
        day=day,
    )


def speak_for(owner: AnyOwner) -> None:
    """From here on this request speaks to them."""
    g.spoken = _ours([languages.wanted(owner)])


def spoken() -> str:
    """The language of the page at hand: of who is known to read it, else of the page before, which
    stands in the address, else of their browser.
    """
    known: str | None = g.get("spoken")
    if known is not None:
        return known
    before = request.args.get("lang", "")
    return _ours([before, *request.accept_languages.values()])


def _ours(wanted: Iterable[str]) -> str:
    """The first that we have words in, else English."""
    offered = catalogues.languages(LOCALE, NAME)
    found = [nearest(tag, offered) for tag in wanted]
    return next(filter(None, found), ENGLISH)


def gettext(text: str) -> str:
    """The text in the language of the page."""
    return _words(spoken()).gettext(text)


def ngettext(one: str, more: str, count: int) -> str:
    """Likewise, for a number of things."""
    return _words(spoken()).ngettext(one, more, count)


def _words(lang: str) -> NullTranslations:
    return catalogues.catalogue(LOCALE, NAME, lang)


@functools.cache
def said(lang: str) -> Markup:
    """What the page's scripts say, for them to find (static/words.js).

    `lang`: one that we have words in.
    """
    words: Mapping[str, str] = {
        key: _words(lang).gettext(text) for key, text in FOR_SCRIPTS.items()
    }
    element = '<script type="application/json" class="olw-words">{}</script>'
    # Escaped by script_json, for this very place.
    return Markup(element).format(Markup(script_json(words)))  # noqa: S704


def unread(english: Sequence[str] = ()) -> Markup:
    """What the page says of its language while nobody has checked it.

    `english`: the promises that count until then.
    """
    return Markup(unreviewed.note(spoken(), english))  # noqa: S704 - HTML of a template


def day(when: date, form: str = "d MMMM y") -> str:
    """A day, or with "MMMM y" a month (Unicode CLDR, as Babel has it)."""
    return format_date(when, form, locale=spoken().replace("-", "_"))
