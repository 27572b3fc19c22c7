"""A small strict Open edX: LMS and Studio as far as a block meets them, with their unkind rules.

Each rule names the file of openedx/openedx-platform in which it was seen. Where this is kinder than
that, it is a fault of this.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import crum.signals  # looks at Django's settings: before a test puts others in their place
from web_fragments.fragment import Fragment
from webob import Request
from xblock.fields import Scope, ScopeIds
from xblock.scorable import ScorableXBlockMixin, Score
from xblock.test.tools import TestRuntime

from olw_xblock.block import OlwXBlock
from tests.support.openedx_exam import Proctoring, Subsection, as_block
from tests.support.openedx_store import InheritanceMixin, LearnersFieldData, Row, Store

LEARNER = "learner_1"


class PublishFailed(Exception):
    """What a queue, a database or a disabled switch of the platform can raise at any publish."""


class OverrideRefused(Exception):
    """What the platform's UpdateProblemModuleStateError says of a score that staff typed."""


class Users:
    """common/djangoapps/xblock_django/user_service.py, DjangoXBlockUserService."""

    def __init__(self) -> None:
        self.staff: set[Any] = set()
        self.roles: dict[Any, Any] = {}
        self.current: Any = None

    def get_current_user(self) -> SimpleNamespace:
        """Who is here, with the attributes of xblock_django/constants.py."""
        told = {
            "edx-platform.is_authenticated": self.current is not None,
            "edx-platform.username": self.current,
            "edx-platform.user_is_staff": self.current in self.staff,
            "edx-platform.user_role": self.roles.get(self.current, "student"),
        }
        return SimpleNamespace(opt_attrs=told)


class Container:
    """A course or a unit, as far as one walks through it (xblock.core: Blocklike)."""

    has_children = True

    def __init__(
        self, runtime: Any, kind: str, parent: Any, children: list[Any]
    ) -> None:
        self.runtime, self.parent, self.children = runtime, parent, children
        self.scope_ids = SimpleNamespace(block_type=kind)

    def get_parent(self) -> Any:
        return self.runtime.get_block(self.parent) if self.parent else None

    def get_children(self, usage_id_filter: Any = None) -> list[Any]:
        wanted = [one for one in self.children if usage_id_filter(one)]
        return [self.runtime.get_block(one) for one in wanted]


class OpenEdx(TestRuntime):  # type: ignore[misc]
    """One course. Every request gets a block of its own, and what was published stays published."""

    __test__ = False

    def __init__(self) -> None:
        self.store = Store()
        self.users = Users()
        self.proctoring = Proctoring()
        self.subsection = Subsection()
        services = {
            "field-data": LearnersFieldData(self.store),
            "user": self.users,
            "user_state": SimpleNamespace(get_state_as_dict=self.state_as_dict),
            "proctoring": self.proctoring,
        }
        super().__init__(services=services, mixins=(InheritanceMixin,))
        self.published: list[tuple[str, dict[str, Any]]] = []
        self.completions: dict[tuple[Any, Any], float] = {}
        self.gradebook: dict[tuple[Any, Any], float] = {}
        self.tracked: list[str] = []
        self.failing: set[str] = set()
        self.usages: list[Any] = []
        self.hidden: set[Any] = set()

    # The course

    def add(self, **settings: Any) -> Any:
        """A new block with these settings, written as Studio writes them; its usage id."""
        definition = self.id_generator.create_definition("olw")
        usage = self.id_generator.create_usage(definition)
        self.usages.append(usage)
        self.author(usage, **settings)
        return usage

    def author(self, usage: Any, **settings: Any) -> None:
        """Set fields as Studio does."""
        self.store.studio = True
        block = self.block(usage, None)
        for name, value in settings.items():
            setattr(block, name, value)
        block.save()
        self.store.studio = False

    def block(self, usage: Any, learner: str | None = LEARNER) -> Any:
        """The block afresh, as loaded for one request; bound to nobody with None."""
        self.users.current = learner
        definition = self.id_reader.get_definition_id(usage)
        ids = ScopeIds(learner, "olw", definition, usage)
        return self.construct_xblock_from_class(OlwXBlock, ids)

    def row(self, usage: Any, learner: str = LEARNER) -> Row:
        """The learner's StudentModule of a block."""
        return self.store.rows[learner, usage]

    def state(self, usage: Any, learner: str = LEARNER) -> Any:
        """The `state` column of the problem responses report: all that is kept of the learner."""
        return json.loads(self.row(usage, learner).state)

    def state_as_dict(self, username: str, block_id: str) -> dict[str, Any]:
        """lms/djangoapps/courseware/services.py, UserStateService: empty without a row."""
        rows = self.store.rows.items()
        found = [
            row for (who, at), row in rows if (who, str(at)) == (username, block_id)
        ]
        return json.loads(found[0].state) if found else {}

    # The course as a tree

    def in_course(self, *hidden: Any) -> None:
        """Put all blocks into one unit of a course; `hidden` are not for this learner."""
        for usage in self.usages:
            self.store.parents[usage] = "unit"
        self.hidden = set(hidden)

    def get_block(self, usage_id: Any, for_parent: Any = None) -> Any:
        """lms/djangoapps/courseware/block_render.py, inner_get_block: None without access.

        A block that was not on the page from the start has no learner's state in the cache of
        fields (courseware/model_data.py, FieldDataCache): it is read as one bound to nobody.
        """
        if usage_id == "course":
            return Container(self, "course", None, ["subsection"])
        if usage_id == "subsection":
            return as_block(self, self.subsection)
        if usage_id == "unit":
            return Container(self, "vertical", "subsection", self.usages)
        if usage_id in self.hidden:
            return None
        current = self.users.current
        block = self.block(usage_id, None)
        self.users.current = current
        return block

    # What a block may ask

    def handler_url(
        self,
        block: Any,
        handler_name: str,
        suffix: str = "",
        query: str = "",
        thirdparty: bool = False,
    ) -> str:
        return f"/handler/{handler_name}?{query}"

    def local_resource_url(self, block: Any, uri: str) -> str:
        return f"/static/{uri}"

    def publish(self, block: Any, event_type: str, event_data: dict[str, Any]) -> None:
        """Acts at once and outside any transaction: what was done stays when a later call raises.

        lms/djangoapps/courseware/block_render.py: handlers run under `non_atomic_requests`.
        xmodule/services.py (EventPublishingService): grade and completion act, the rest is tracked;
        while staff masquerade everything is tracked, as the learner's.
        """
        if event_type in self.failing:
            raise PublishFailed(event_type)
        if self.store.session is not None:
            self.tracked.append(event_type)
            return
        if event_type == "grade":
            self._score_published(block, event_data)
        if event_type == "completion":
            key = (block.scope_ids.user_id, block.scope_ids.usage_id)
            self.completions[key] = event_data["completion"]
        self.published.append((event_type, json.loads(json.dumps(event_data))))

    def _score_published(self, block: Any, event: dict[str, Any]) -> None:
        """lms/djangoapps/grades/signals/handlers.py, score_published_handler.

        The row is there from the first saved state on, and its grade is None until one is set:
        asked only_if_higher, the platform makes a number of None, and fails
        (openedx/core/lib/grade_utils.py).
        """
        key = (block.scope_ids.user_id, block.scope_ids.usage_id)
        if event.get("only_if_higher") and key in self.store.rows:
            row = self.store.rows[key]
            earned, possible = float(row.grade), float(row.max_grade)  # type: ignore[arg-type]
            if event["value"] / event["max_value"] < earned / possible:
                return
        row = self.store.rows.setdefault(key, Row())
        row.grade, row.max_grade = event["value"], event["max_value"]
        self.gradebook[key] = event["value"] / event["max_value"]
        if isinstance(block, ScorableXBlockMixin):
            block.set_score(
                Score(raw_earned=event["value"], raw_possible=event["max_value"])
            )

    # What people do

    def post(
        self,
        usage: Any,
        handler: str,
        data: Any = None,
        learner: str = LEARNER,
        method: str = "POST",
        query: str = "",
    ) -> tuple[int, Any]:
        """(status, JSON) of one request; an error that leaves the handler is the platform's 500."""
        request = Request.blank(
            f"/?{query}", method=method, body=json.dumps(data).encode()
        )
        response = self.handle(self.block(usage, learner), handler, request)
        return response.status_code, json.loads(response.body)

    def visit(
        self, usage: Any, view: str = "student_view", learner: str | None = LEARNER
    ) -> str:
        """The HTML of a page; what it changed is saved (xblock.runtime.Runtime.render).

        While staff masquerade, the request of a page is given the learner as its user, and a
        handler's is not: lms/djangoapps/courseware/views/views.py, render_xblock.
        """
        logged_in = crum.get_current_request()
        if self.store.session is not None:
            disguise = SimpleNamespace(id=learner, real_user=logged_in.user)
            crum.set_current_request(SimpleNamespace(user=disguise))
        try:
            return str(self.render(self.block(usage, learner), view).content)
        finally:
            crum.set_current_request(logged_in)

    def open_unit(self, usage: Any, learner: str = LEARNER) -> str:
        """A block's page by the course's own links: where its subsection shows its units."""
        staff = learner in self.users.staff
        found = self.subsection.in_place(self.proctoring, learner, staff=staff)
        return found or self.visit(usage, learner=learner)

    def wrap_xblock(self, block: Any, view: str, frag: Any, context: Any) -> Any:
        """lms/djangoapps/courseware/masquerade.py, filter_displayed_blocks."""
        masquerading = self.store.session is not None
        if masquerading and not getattr(block, "show_in_read_only_mode", False):
            return Fragment("This type of component cannot be shown.")
        return frag

    @contextmanager
    def logged_in(self, user: str, *, masquerading: bool) -> Iterator[None]:
        """A request of this user's own session, as everybody's or as one of the learners'.

        The block is bound to the learner, request.user stays who is logged in, and what is written
        goes to the session (the same file: setup_masquerade, MasqueradingKeyValueStore).
        """
        self.store.session = {} if masquerading else None
        crum.set_current_request(SimpleNamespace(user=SimpleNamespace(id=user)))
        try:
            yield
        finally:
            self.store.session = None
            crum.set_current_request(None)

    def told(self, event: str) -> list[dict[str, Any]]:
        """All published data of one event, oldest first."""
        return [data for name, data in self.published if name == event]

    # What staff do

    def problem_responses(self, *usages: Any) -> list[dict[str, str]]:
        """The rows of a unit's report: one error in one block fails all of it.

        lms/djangoapps/instructor_task/tasks_helper/grades.py (ProblemResponses): only
        NotImplementedError is caught, the block is bound to nobody, every row has the whole state.
        """
        rows: list[dict[str, str]] = []
        for usage in usages or self.usages:
            told: dict[str, list[dict[str, str]]] = defaultdict(list)
            for name, row in self.block(usage, None).generate_report_data(
                self._states(usage)
            ):
                told[name].append(row)
            for (learner, place), kept in self.store.rows.items():
                if place == usage:
                    base = {"username": str(learner), "state": kept.state}
                    rows += [{**base, **row} for row in told.get(learner, [{}])]
        return rows

    def _states(self, usage: Any) -> Iterator[Any]:
        """lms/djangoapps/courseware/user_state_client.py, iter_all_for_block."""
        for (learner, place), row in self.store.rows.items():
            if place == usage:
                yield SimpleNamespace(username=learner, state=json.loads(row.state))

    def rescore(self, *usages: Any, only_if_higher: bool = False) -> list[str]:
        """Rescore blocks in turn: "succeeded" or "skipped" for each; an error ends the task.

        lms/djangoapps/instructor_task/tasks_helper/module_state.py, rescore_problem_module_state.
        """
        outcomes = []
        for usage in usages or self.usages:
            block = self.block(usage)
            if not block.has_submitted_answer():
                outcomes.append("skipped")
                continue
            block.rescore(only_if_higher=only_if_higher)
            block.save()
            outcomes.append("succeeded")
        return outcomes

    def override(self, usage: Any, score: float, learner: str = LEARNER) -> None:
        """The same file, override_score_module_state: the score is in points, of `weight`."""
        block = self.block(usage, learner)
        if not 0 <= score <= block.max_score():
            raise OverrideRefused("between 0 and the maximum points")
        weight = block.weight if block.weight is not None else 1
        if weight == 0:
            raise OverrideRefused("a weight of zero")
        possible = block.max_score() / weight
        block.set_score(Score(raw_earned=score / weight, raw_possible=possible))
        block.publish_grade()
        block.save()

    def reset_attempts(self, usage: Any, learner: str = LEARNER) -> None:
        """The same file, reset_attempts_module_state: writes one key of the state."""
        row = self.row(usage, learner)
        row.state = json.dumps({**json.loads(row.state), "attempts": 0})

    def delete_state(self, usage: Any, learner: str = LEARNER) -> None:
        """lms/djangoapps/instructor/enrollment.py, reset_student_attempts(delete_module=True).

        The row goes, and nothing else of the learner's: preferences and completion stay. A block
        that clears a learner's state itself, with anonymous ids, has to look after the grade, too:
        of such a block the gradebook is not told.
        """
        block = self.block(usage, None)
        clear = getattr(block, "clear_student_state", None)
        if callable(clear):
            clear(user_id=f"anonymous {learner}", item_id=str(usage))
        else:
            self.gradebook.pop((learner, usage), None)
        del self.store.rows[learner, usage]

    def own_settings(self, usage: Any) -> dict[str, Any]:
        """The settings written at the block itself.

        xmodule/modulestore/inheritance.py, own_metadata.
        """
        block = self.block(usage, None)
        scopes = (Scope.content, Scope.settings)
        authored = [f for f in block.fields.values() if f.scope in scopes]
        return {f.name: f.read_json(block) for f in authored if f.is_set_on(block)}

    def extend(self, learner: str, due: datetime) -> None:
        """Give one learner a later due date (lms/djangoapps/instructor: extensions)."""
        self.store.extensions[learner] = due.isoformat()
