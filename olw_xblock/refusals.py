"""What a learner is told when something cannot be done: plain words and a stable code."""

from __future__ import annotations

from olw_core.errors import OlwError
from olw_core.play.sealing import SealError
from olw_xblock.errors import RefusedError
from olw_xblock.i18n import I18nMixin, mark

_USED = mark("You have used all the attempts this course allows. Your result is kept.")
_OTHER = mark("Someone else has logged in since this page was opened. Reload the page.")
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


class RefusalsMixin(I18nMixin):
    """The refusals that more than one page or handler gives."""

    def no_learner(self) -> RefusedError:
        """Nobody is signed in, so nobody's state could be kept."""
        return RefusedError("no-learner", 403, self.gettext("Sign in to take part."))

    def other_learner(self) -> RefusedError:
        """The page was made for somebody else than the person who is logged in now."""
        return RefusedError("other-learner", 403, self.gettext(_OTHER))

    def attempts_used(self) -> RefusedError:
        """The course allows no further attempt."""
        return RefusedError("attempts-used", 403, self.gettext(_USED))

    def not_saved(self) -> RefusedError:
        """The platform could not store what was sent."""
        return RefusedError("not-saved", 503, self.gettext(_UNSAVED))

    def refused(self, error: OlwError) -> RefusedError:
        """For a module or a record that cannot be opened; what is stored stays as it is."""
        if isinstance(error, SealError):
            return RefusedError(error.code, 503, self.gettext(_SEALED))
        return RefusedError("module-unavailable", 404, self.gettext(_GONE))
