"""What catalogues are told of a module, a course or the return cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from olw_core.formats.compiled import Module
from scorm_export.manifest.contents import Competency, Description
from scorm_export.names import DEFAULT_AUTHOR
from scorm_export.words import CARDS, CARDS_TITLE, COURSE, COURSE_TITLE, said

Kind = Literal["module", "course", "menu", "cards"]
Modules = Sequence[Module]
Titles = Mapping[str, str]
"""A trust's own titles by module id, "course" or "cards"."""
MAX_VERSION = 20  # IMS CP 1.1.2, manifest/@version
# Kind -> the part of a file name that stands for several stories.
_NAMES = {"course": "course", "menu": "course-menu", "cards": "return-cards"}


class _Words(NamedTuple):
    """What differs between the kinds; `minutes` are those of everything in the package."""

    title: str
    """What an LMS shows."""
    summary: str
    """A few sentences for catalogues."""
    minutes: int


def key(kind: Kind, ids: Sequence[str], everything: bool) -> str:
    """The stable name of a package: the module's id, or what the package is.

    Where `ids` are not everything there is, they stand in the name too.
    """
    if kind == "module":
        return ids[0]
    name = _NAMES[kind]
    if everything:
        return name
    return "-".join([name, *ids])


def describe(kind: Kind, name: str, modules: Modules, titles: Titles) -> Description:
    """The description of a package."""
    words = _words(kind, modules, titles)
    competencies = map(_competency, modules)
    first = modules[0]
    return Description(
        key=name,
        title=words.title,
        summary=words.summary,
        lang=first["lang"],
        version=_version(modules),
        keywords=_keywords(modules),
        minutes=words.minutes,
        competencies=tuple(competencies),
    )


def _words(kind: Kind, modules: Modules, titles: Titles) -> _Words:
    """Title and summary in the words of the kind."""
    if kind == "module":
        module = modules[0]
        return _Words(module["title"], module["summary"], module["minutes"])
    if kind == "cards":
        return _of_cards(modules, titles)
    return _of_course(modules, titles)


def _of_cards(modules: Modules, titles: Titles) -> _Words:
    """The return cards of all modules; a card takes about a minute."""
    count = 0
    for module in modules:
        count += len(module["cards"])
    lang = modules[0]["lang"]
    summary = said(CARDS, lang, count)
    usual = said(CARDS_TITLE, lang, count, author=DEFAULT_AUTHOR)
    title = titles.get("cards", usual)
    return _Words(title, summary, minutes=count)


def _of_course(modules: Modules, titles: Titles) -> _Words:
    """All stories in one package, whatever its number of SCOs."""
    lang = modules[0]["lang"]
    count = len(modules)
    titles_of_all = [module["title"] for module in modules]
    stories = "; ".join(titles_of_all)
    summary = said(COURSE, lang, count, stories=stories)
    usual = said(COURSE_TITLE, lang, count, author=DEFAULT_AUTHOR)
    title = titles.get("course", usual)
    minutes = 0
    for module in modules:
        minutes += module["minutes"]
    return _Words(title, summary, minutes)


def _version(modules: Modules) -> str:
    """The modules' versions in a row, as far as an LMS keeps them."""
    versions = [str(module["version"]) for module in modules]
    in_a_row = ".".join(versions)
    kept = in_a_row[:MAX_VERSION]
    return kept.rstrip(".")


def _keywords(modules: Modules) -> tuple[str, ...]:
    """Each keyword once, in the modules' order."""
    met: dict[str, None] = {}
    for module in modules:
        met |= dict.fromkeys(module["keywords"])
    return tuple(met)


def _competency(module: Module) -> Competency:
    """The principle that a module trains, with its behaviours."""
    behaviours = [(one["id"], one["label"]) for one in module["behaviours"]]
    return Competency(module["principle"], module["source_title"], tuple(behaviours))
