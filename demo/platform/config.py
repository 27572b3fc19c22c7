"""How the demo LMS is set up: where it is, which tool it knows, and which habits of real platforms
it shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from demo.platform.course import DEMO_COURSE, Course

HISTORY = "$Context.id.history"
"""A parameter's value, in whose place each launch has the courses that its course is a copy of."""


@dataclass(frozen=True)
class PlatformConfig:
    """All of it fixed for the life of the application."""

    public_url: str
    """Without a slash at the end."""
    tool_url: str
    """The tool's, without a slash at the end."""
    course: Course = DEMO_COURSE
    """Who and what there is to launch."""
    others: tuple[Course, ...] = ()
    """More courses, without a gradebook."""
    store: Path | None = None
    """Where grades and the key are kept; None = memory."""
    storage: bool = False
    """Whether LTI Platform Storage is offered."""
    offers: frozenset[str] = frozenset({"grades", "members", "groups", "notices"})
    """Services that the tool may use."""
    names: bool = True
    """Whether names are shared in the roster."""
    page_size: int = 10
    """Members per page of the roster."""
    silent: tuple[str, ...] = ()
    """What line items do not echo (tag, resourceLinkId, resourceId).

    "filters": all are listed, whatever is asked.
    """
    drops: tuple[str, ...] = ()
    """What is not even kept of a column that the tool makes, so that no filter finds it."""
    items_per_page: int = 50
    """Columns per page of the list."""
    lost_token: int = 401
    """The answer to an access token that is not taken any more; 403 in Sakai."""
    regrades: float = 0.0
    """Seconds of reckoning a person's total anew after each score. Moodle 5.1.3 was seen to answer
    502 to another score of that person meanwhile: both wrote the row of the course's total
    (duplicate key of grade_grades; mod/lti/service/gradebookservices, scores.php, sends the code
    of that error, 0, as its status, and nginx makes 502 of it)."""
    resizes: bool = True
    """Whether the frame becomes as high as the tool says (lti.frameResize), as in Canvas."""
    follows_targets: bool = True
    """Whether an activity opens where its author asks. Not in Moodle since 4.3
    (mod/lti/locallib.php, content_item_to_form): there the tool's settings say it for all."""
    always_columns: bool = False
    """Whether every activity gets a column: Moodle's Accept grades from the tool, Always."""
    deep_linking: Mapping[str, Any] = field(default_factory=dict)
    """What a request to choose says otherwise than usual; "left out" takes a field away."""
    name: str = "Copse Valley Learning"
    """What people call the platform."""
    client_id: str = "our-leadership-way"
    """By which it knows the tool."""
    deployment_id: str = "1"
    """Of the tool in it."""
    custom: Mapping[str, str] = field(
        default_factory=lambda: {"context_history": HISTORY}
    )
    """Parameters that the tool asked for in every launch."""
    product: str = "moodle"
    """Its product_family_code, in registrations and launches. "canvas": makes no columns either."""
    document: dict[str, Any] = field(default_factory=dict)
    """What its configuration document says otherwise, to show habits of other platforms."""
    answer: dict[str, Any] = field(default_factory=dict)
    """The same for its answer to a registration."""

    @property
    def courses(self) -> tuple[Course, ...]:
        """All of them."""
        return (self.course, *self.others)

    def course_named(self, course_id: str) -> Course:
        """The course with this id; the first where none has it."""
        for course in self.courses:
            if course.id == course_id:
                return course
        return self.course

    def course_of(self, activity_id: str) -> Course:
        """The course that has this activity; the first where none has."""
        for course in self.courses:
            if course.activity(activity_id) is not None:
                return course
        return self.course

    @property
    def issuer(self) -> str:
        """The platform's `iss`."""
        return self.public_url

    def services_url(self, course: Course) -> str:
        """Below which the course's services stand."""
        return f"{self.public_url}/services/{course.id}"

    @property
    def token_url(self) -> str:
        """Where access tokens come from; also the audience of the tool's assertions."""
        return self.public_url + "/token"
