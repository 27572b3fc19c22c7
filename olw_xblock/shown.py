"""What a learner's browser may know: the View, as far as the course lets it be shown."""

from __future__ import annotations

from olw_core.formats.view import View
from olw_core.page.fragments import template
from olw_core.play.room import Outcome
from olw_xblock import attempt_limit, correctness, language, refusals
from olw_xblock.story_language import lacking_words
from olw_xblock.visit import Visit


def view_of(visit: Visit, outcome: Outcome) -> View:
    """At an ending also how often the story may be finished, or why it may not be begun again."""
    block = visit.block
    view: View = language.told(block, visit.module, outcome.view)
    hidden = correctness.why_hidden(block)
    if hidden:
        view = correctness.without_results(view)
    if not outcome.ended:
        return view
    if attempt_limit.is_closed(visit):
        closed = refusals.attempts_used(block)
        view = {**view, "closed": str(closed)}
    limit = attempt_limit.words(visit)
    return _with_last_words(view, hidden, limit)


def _with_last_words(view: View, *words: str) -> View:
    """What the course has to say of an ending stands below its own words."""
    html = view["html"]
    line = template("line.html")
    for one in filter(None, words):
        html += line.render(kind="hint", words=one)
    return {**view, "html": html}


def notice_of(visit: Visit, outcome: Outcome) -> str:
    """What the page says above the story: a notice code, or words."""
    return visit.practice_words or outcome.notice or before_the_first(visit, outcome)


def before_the_first(visit: Visit, outcome: Outcome) -> str:
    """Before a first choice: how often the story may be finished, and that it is in another
    language than the wanted one.
    """
    if outcome.ended or outcome.decided:
        return ""
    lacking = lacking_words(visit.block, visit.module)
    limit = attempt_limit.words(visit)
    told = filter(None, (lacking, limit))
    return " ".join(told)
