"""The block itself, under the entry point `olw`: its fields, and what a platform asks of it.

Each answer is given by a file of its own, which the method names; nothing is worked out here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from web_fragments.fragment import Fragment
from webob import Response
from xblock.completable import CompletableXBlockMixin
from xblock.core import XBlock
from xblock.exceptions import DisallowedFileError
from xblock.fields import Dict, Float, Integer, List, Scope, String
from xblock.scorable import ScorableXBlockMixin, Score
from xblock.validation import Validation, ValidationMessage

from olw_xblock import (
    cards,
    from_library,
    grading,
    handlers,
    i18n,
    index_dictionary,
    language_choice,
    module_preview,
    olx,
    problem_responses,
    student_state,
    student_view_data,
    studio,
    views,
)
from olw_xblock.assets import open_public
from olw_xblock.marks import handler, works_on_phones
from olw_xblock.scenarios import scenarios
from olw_xblock.visit import Visit

DEFAULT_NAME = "Our Leadership Way scenario"


@XBlock.wants("i18n")
@XBlock.wants("proctoring")
@XBlock.wants("user")
@XBlock.wants("user_state")
class OlwXBlock(
    ScorableXBlockMixin,  # type: ignore[misc]
    CompletableXBlockMixin,  # type: ignore[misc]
    XBlock,  # type: ignore[misc]
):
    """A leadership scenario of Our Leadership Way: `<olw module="kind" weight="1"/>`."""

    icon_class = "problem"
    has_children = False
    has_author_view = True
    show_in_read_only_mode = True
    """Staff may look at it as one of the learners: masquerade.py."""
    resources_dir = "public"
    """A platform publishes every file below this folder, so it is not the package."""

    # What Studio sets

    module = String(default="kind", scope=Scope.content, help="Which module to play")
    display_name = String(
        default=DEFAULT_NAME,
        scope=Scope.settings,
        help="The name learners see",
    )
    language = String(default="", scope=Scope.settings, help="Of the story, as a tag")
    weight = Float(
        default=1.0,
        scope=Scope.settings,
        help="How many points the module is worth",
    )
    max_attempts = Integer(
        default=None,
        scope=Scope.settings,
        help="How often the story may be finished",
    )
    show = String(default="story", scope=Scope.settings, help="story, cards or map")
    report = String(
        default="score",
        scope=Scope.settings,
        help="completion, score or answers",
    )
    upstream_report = String(
        default=None,
        scope=Scope.settings,
        help="`report` in the library that the block came from",
    )
    trust_name = String(
        default="", scope=Scope.settings, help="Shown beside the module"
    )
    support_label = String(default="", scope=Scope.settings, help="Words of a link")
    support_url = String(default="", scope=Scope.settings, help="Where the link goes")

    # One learner's state. `attempts` bears the name that an LMS's "reset attempts" writes to; other
    # keys that an LMS puts into the state are left alone.

    record = String(
        default="",
        scope=Scope.user_state,
        help="The attempt record, sealed",
    )
    practice = String(
        default="",
        scope=Scope.user_state,
        help="The same, past the due date",
    )
    card_log = String(default="", scope=Scope.user_state, help="Return cards, sealed")
    attempts = Integer(default=0, scope=Scope.user_state, help="Endings reached")
    raw_earned = Float(default=None, scope=Scope.user_state, help="Best score so far")
    raw_possible = Float(
        default=None,
        scope=Scope.user_state,
        help="Most that could be earned",
    )
    plays = String(
        default="",
        scope=Scope.user_state,
        help="The module that this state is of",
    )
    shelf = Dict(
        default={},
        scope=Scope.user_state,
        help="The same of other modules, which the block played before",
    )
    owed = List(default=[], scope=Scope.user_state, help="Not told to the platform yet")
    done_modules = Dict(
        default={},
        scope=Scope.preferences,
        help="Modules finished: id to usage id of the block to content version",
    )

    chosen_language = String(
        default="",
        scope=Scope.preferences,
        help="In which the learner wants to read, as a tag",
    )

    def gettext(self, text: str) -> str:
        """The text in the learner's language: i18n.py."""
        return i18n.translate(self, text)

    # Pages

    @works_on_phones
    def student_view(self, context: Any = None) -> Fragment:
        """The learner's page: views.py and learner_page.py."""
        return views.student_view(self)

    def public_view(self, context: Any = None) -> Fragment:
        """The page of a visitor who has not signed in: views.py."""
        return views.public_view(self)

    def author_view(self, context: Any = None) -> Fragment:
        """What authors see in Studio: views.py and author_facts.py."""
        return views.author_view(self)

    def studio_view(self, context: Any = None) -> Fragment:
        """Studio's form: studio.py, studio_form.py and studio_settings.py."""
        return studio.studio_view(self)

    # The play protocol (docs/developers/formats.md, section 7)

    @handler
    def respond(self, request: Any, suffix: str = "") -> Response:
        """One answer: handlers.py."""
        return handlers.respond(self, request)

    @handler
    def retry(self, request: Any, suffix: str = "") -> Response:
        """Another way from here: handlers.py."""
        return handlers.retry(self, request)

    @handler
    def plan(self, request: Any, suffix: str = "") -> Response:
        """The if-then plan: handlers.py."""
        return handlers.plan(self, request)

    @handler
    def card(self, request: Any, suffix: str = "") -> Response:
        """A return card: cards.py."""
        return cards.card(self, request)

    @handler
    def choose_language(self, request: Any, suffix: str = "") -> Response:
        """The language to read in: language_choice.py."""
        return language_choice.choose(self, request)

    # Studio

    @handler
    def studio_submit(self, request: Any, suffix: str = "") -> Response:
        """Save Studio's form: studio.py, settings.py and changes.py."""
        return studio.studio_submit(self, request)

    @handler
    def module_preview(self, request: Any, suffix: str = "") -> Response:
        """How a module opens, for the picker: module_preview.py."""
        return module_preview.module_preview(self, request)

    def validate(self) -> Validation:
        """Warnings beside the block in Studio: studio.py."""
        validation = super().validate()
        for warning in studio.warnings(self):
            message = ValidationMessage(ValidationMessage.ERROR, warning)
            validation.add(message)
        return validation

    @classmethod
    def get_customizable_fields(cls) -> dict[str, str | None]:
        """What a course may set for itself of a library's block: from_library.py."""
        return from_library.customizable(super().get_customizable_fields())

    def add_xml_to_node(self, node: Any) -> None:
        """Write the settings onto an etree element: olx.py. Parsing is XBlock's own."""
        super().add_xml_to_node(node)
        olx.tidy(self, node)

    # What the platform may know without playing

    def student_view_data(self, context: Any = None) -> dict[str, object]:
        """For the course blocks API: student_view_data.py."""
        return student_view_data.student_view_data(self)

    @handler
    def student_view_user_state(self, request: Any, suffix: str = "") -> Response:
        """For apps, one learner's state: student_state.py."""
        return student_state.user_state(self)

    def index_dictionary(self) -> dict[str, object]:
        """Text for course search: index_dictionary.py."""
        return index_dictionary.index_dictionary(self)

    def generate_report_data(
        self,
        user_state_iterator: Iterable[Any],
        limit_responses: int | None = None,
    ) -> Iterator[tuple[str, dict[str, str]]]:
        """Rows of the platform's problem responses report: problem_responses.py."""
        return problem_responses.rows(self, user_state_iterator, limit_responses)

    # ScorableXBlockMixin's contract, and `publish_grade`, which a score override calls: grading.py

    @property
    def has_score(self) -> bool:
        """Return cards are practice, a map is a way: neither is ever part of a grade."""
        return bool(self.show not in ("cards", "map"))

    def max_score(self) -> float:
        """The most that can be earned, in points."""
        return grading.max_score(self)

    def has_submitted_answer(self) -> bool:
        """Whether an ending has been reached."""
        return grading.finished_record(self) is not None

    def allows_rescore(self) -> bool:
        """Whether there is a score at all."""
        return self.has_score

    def get_score(self) -> Score:
        """Score(raw_earned, raw_possible) as stored."""
        return grading.stored_score(self)

    def set_score(self, score: Score) -> None:
        """Store a score as it is."""
        grading.store_score(self, score)

    def calculate_score(self) -> Score:
        """The score that the record earns with today's key; changes nothing."""
        return grading.earned_score(Visit(self).counted.record, self.report)

    def rescore(self, only_if_higher: bool | None) -> None:
        """Work the score out again. Never lowers it, whatever `only_if_higher` says."""
        grading.rescore(self)

    def publish_grade(
        self,
        score: Score | None = None,
        only_if_higher: bool | None = None,
    ) -> None:
        """Publish a score. `only_if_higher` is taken since platforms pass it, and not passed on."""
        grading.publish_grade(self, score)

    # Files

    @classmethod
    def open_local_resource(cls, uri: str | bytes) -> BinaryIO:
        """Open a static file by its bare name: with `resources_dir` platforms ask in that way."""
        name = uri.decode("utf-8", "replace") if isinstance(uri, bytes) else uri
        try:
            return open_public(name)
        except KeyError:
            raise DisallowedFileError(f"There is no public file {name!r}.") from None

    @staticmethod
    def workbench_scenarios() -> list[tuple[str, str]]:
        """Scenarios for the xblock-sdk workbench: scenarios.py."""
        return scenarios()
