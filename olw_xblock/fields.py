"""Every field of the block: what Studio sets, what one learner's state holds, what is shared between blocks.

`attempts` bears the name that an LMS's "reset attempts" writes to; other keys an LMS puts into the state are left
alone.
"""

from __future__ import annotations

from typing import Any

from xblock.fields import Dict, Float, Integer, List, Scope, String

DEFAULT_NAME = "Our Leadership Way scenario"


class FieldsMixin:
    """The fields, and the two things every XBlock has: `runtime` and `scope_ids`."""

    runtime: Any
    scope_ids: Any

    module: str = String(
        default="kind", scope=Scope.content, help="Which module to play"
    )
    display_name: str = String(
        default=DEFAULT_NAME, scope=Scope.settings, help="The name learners see"
    )
    weight: float | None = Float(
        default=1.0, scope=Scope.settings, help="How many points the module is worth"
    )
    max_attempts: int | None = Integer(
        default=None, scope=Scope.settings, help="How often the story may be finished"
    )
    show: str = String(default="story", scope=Scope.settings, help="story or cards")
    report: str = String(
        default="score", scope=Scope.settings, help="completion, score or answers"
    )
    trust_name: str = String(
        default="", scope=Scope.settings, help="Shown to learners beside the module"
    )
    support_label: str = String(
        default="", scope=Scope.settings, help="Words of the support link"
    )
    support_url: str = String(
        default="", scope=Scope.settings, help="Where the support link goes"
    )

    record: str = String(
        default="", scope=Scope.user_state, help="The attempt record, sealed"
    )
    practice: str = String(
        default="", scope=Scope.user_state, help="The same, past the due date"
    )
    card_log: str = String(
        default="", scope=Scope.user_state, help="Return cards, sealed"
    )
    attempts: int = Integer(default=0, scope=Scope.user_state, help="Endings reached")
    raw_earned: float | None = Float(
        default=None, scope=Scope.user_state, help="Best score so far"
    )
    raw_possible: float | None = Float(
        default=None, scope=Scope.user_state, help="Most that could be earned"
    )
    owed: list[str] = List(
        default=[], scope=Scope.user_state, help="Not told to the platform yet"
    )

    done_modules: dict[str, int] = Dict(
        default={},
        scope=Scope.preferences,
        help="Modules finished in any block: id to content version",
    )
