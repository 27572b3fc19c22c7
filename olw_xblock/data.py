"""What the platform may know of the block without playing it: for apps, for search, for the learner's own state.

Nothing here holds the key: only titles, the first scene and Views.
"""

from __future__ import annotations

from typing import Any

from webob import Response
from xblock.core import XBlock

from olw_core.authoring.compiler.markdown import plain
from olw_core.engine import engine
from olw_core.errors import OlwError
from olw_xblock.cards import CardsMixin
from olw_xblock.errors import RefusedError
from olw_xblock.wire import answer, refusal


class DataMixin(CardsMixin):
    """`student_view_data`, `student_view_user_state`, `index_dictionary`, `clear_student_state`."""

    def student_view_data(self, context: Any = None) -> dict[str, Any]:
        """For the course blocks API: what the module is, the same for every learner."""
        try:
            module = self.compiled()
        except OlwError:
            return {"module": self.module, "available": False}
        return {
            "available": True,
            "id": module["id"],
            "version": module["version"],
            "title": module["title"],
            "summary": module["summary"],
            "minutes": module["minutes"],
            "content_note": module["content_note"],
            "source_title": module["source_title"],
            "show": self.show,
            "report": self.report,
            "max_attempts": self.max_attempts,
        }

    def student_view_user_state(self, request: Any, suffix: str = "") -> Response:
        """For apps: this learner's View, endings reached and modules done."""
        try:
            if not self.has_learner():
                raise self.no_learner()
            self.settle(self.counted())
            reading = self.reading()
        except RefusedError as error:
            return refusal(error, error.status)
        except OlwError as error:
            refused = self.refused(error)
            return refusal(refused, refused.status)
        return answer(
            {
                "view": self.view_of(reading.record),
                "notice": self.practice_words() or reading.notice,
                "attempts": self.attempts or 0,
                "attempts_left": self.attempts_left(),
                "modules_done": self.modules_done(),
            }
        )

    XBlock.handler(student_view_user_state)

    def index_dictionary(self) -> dict[str, Any]:
        """Text for course search: titles, behaviours and the first scene; later scenes would tell the story."""
        try:
            module = self.compiled()
        except OlwError:
            return {
                "content": {"display_name": self.display_name},
                "content_type": "Leadership scenario",
            }
        first = engine.view(module, engine.start(module), "completion")
        words = [
            module["title"],
            module["summary"],
            module["source_title"],
            *module["keywords"],
        ]
        words += [behaviour["label"] for behaviour in module["behaviours"]]
        words += (
            [plain(first["html"]), plain(first["item"]["prompt"])]
            if "item" in first
            else [plain(first["html"])]
        )
        return {
            "content": {
                "display_name": self.display_name,
                "text": " ".join(_sentence(text) for text in words),
            },
            "content_type": "Leadership scenario",
        }

    def clear_student_state(self, **named: Any) -> None:
        """The platform is deleting one learner's state: forget what this block holds, if it is that learner's.

        Platforms delete the stored rows themselves and often call this on a block bound to nobody.
        """
        if self.has_learner() and named.get("user_id") == self.scope_ids.user_id:
            self.record = self.practice = self.card_log = ""
            self.attempts = 0
            self.owed = []
            self.raw_earned = self.raw_possible = None
            self.done_modules = {
                name: version
                for name, version in self.done_modules.items()
                if name != self.module
            }


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
