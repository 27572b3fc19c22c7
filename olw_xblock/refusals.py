"""What a learner is told when something cannot be done: plain words and a stable code."""

from __future__ import annotations

from olw_core.errors import ContentError, ContentMissing, OlwError
from olw_core.play.sealing import SealError
from olw_core.play.statuses import status_of
from olw_xblock.block_protocol import Block
from olw_xblock.errors import NotAllowedError, UnavailableError
from olw_xblock.i18n import mark

_USED = mark("You have used all the attempts this course allows. Your result is kept.")
_OTHER = mark("Someone else has logged in since this page was opened. Reload the page.")
_PAST_DUE = mark(
    "The due date has passed since this page was opened, so this was not saved. "
    "Reload the page to play on for practice."
)
_EXTENDED = mark(
    "You have more time now, and what you do counts again. This was not saved. Reload the page."
)
_EXAM_OVER = mark("This timed exam is over, so this was not saved.")
_NO_LANGUAGE = mark("This story is not in that language any more. Reload the page.")
_CHANGED = mark(
    "Another story stands here since this page was opened. "
    "What you did in the first one is kept. Reload the page."
)
_UNSAVED = mark(
    "This could not be saved. Nothing on this page is lost. Try again in a minute."
)
_GONE = mark(
    "This activity is not available just now. Please tell the people who run this course."
)
_SEALED = mark(
    "What you did here cannot be opened just now. Nothing is lost, and nothing is written over it. "
    "Please tell the people who run this course."
)


def no_learner(block: Block) -> NotAllowedError:
    """Nobody is signed in, so nobody's state could be kept."""
    return NotAllowedError("no-learner", 403, block.gettext("Sign in to take part."))


def other_learner(block: Block) -> NotAllowedError:
    """The page was made for somebody else than the person who is logged in now."""
    return NotAllowedError("other-learner", 403, block.gettext(_OTHER))


def attempts_used(block: Block) -> NotAllowedError:
    """The course allows no further attempt."""
    return NotAllowedError("attempts-used", 403, block.gettext(_USED))


def past_due(block: Block) -> NotAllowedError:
    """The page was opened in time, and would count what is too late."""
    return NotAllowedError("past-due", 403, block.gettext(_PAST_DUE))


def due_extended(block: Block) -> NotAllowedError:
    """The page says that nothing counts, and the date was moved since."""
    return NotAllowedError("due-extended", 403, block.gettext(_EXTENDED))


def exam_over(block: Block) -> NotAllowedError:
    """The page was opened while the timed exam ran, and would count what is too late."""
    return NotAllowedError("exam-over", 403, block.gettext(_EXAM_OVER))


def language_unknown(block: Block) -> NotAllowedError:
    """A translation that was taken away since the page was opened."""
    return NotAllowedError("language-unknown", 404, block.gettext(_NO_LANGUAGE))


def module_changed(block: Block) -> NotAllowedError:
    """The page shows the story that stood here before."""
    return NotAllowedError("module-changed", 403, block.gettext(_CHANGED))


def read_only(block: Block) -> NotAllowedError:
    """Staff look at the course as somebody else, whose story they may not play."""
    words = block.gettext("You are looking at the course as another person.")
    return NotAllowedError("read-only", 403, words)


def settings_read_only(block: Block) -> NotAllowedError:
    """An LMS lets any learner call any handler, and keeps settings read-only."""
    words = block.gettext("Settings are changed in Studio.")
    return NotAllowedError("settings-read-only", 403, words)


def not_saved(block: Block) -> UnavailableError:
    """The platform could not store what was sent."""
    return UnavailableError("not-saved", 503, block.gettext(_UNSAVED))


def in_words(block: Block, error: OlwError) -> OlwError:
    """The error as a learner may read it.

    A module or a record that cannot be opened is the platform's matter; what is stored stays as it
    is. Every other error is in the learner's words already.
    """
    status = status_of(error)
    if isinstance(error, SealError):
        return UnavailableError(error.code, status, block.gettext(_SEALED))
    if isinstance(error, (ContentMissing, ContentError)):
        return UnavailableError("module-unavailable", status, block.gettext(_GONE))
    return error
