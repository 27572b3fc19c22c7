"""How the demo LMS is set up: where it is, which tool it knows, and which habits of real platforms
it shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from demo.platform.course import DEMO_COURSE, Course


@dataclass(frozen=True)
class PlatformConfig:
    """`public_url` and `tool_url` have no slash at the end.

    `store`: where grades and the key are kept; None = memory. `storage`: offer LTI Platform
    Storage. `names`: share names in the roster. `page_size`: members per roster page. `silent`:
    what line items do not echo (tag, resourceLinkId, resourceId); "filters": all are listed,
    whatever is asked. `drops`: what it does not even keep of a column that the tool makes, so that
    no filter finds it. `items_per_page`: columns per page of the list. `resizes`: the frame
    becomes as high as the tool says (lti.frameResize), as in Canvas.
    """

    public_url: str
    tool_url: str
    course: Course = DEMO_COURSE
    """Who and what there is to launch."""
    others: tuple[Course, ...] = ()
    """More courses, without a gradebook."""
    store: Path | None = None
    storage: bool = False
    names: bool = True
    page_size: int = 10
    silent: tuple[str, ...] = ()
    drops: tuple[str, ...] = ()
    items_per_page: int = 50
    resizes: bool = True
    deep_linking: Mapping[str, Any] = field(default_factory=dict)
    """What a request to choose says otherwise than usual; "left out" takes a field away."""
    name: str = "Copse Valley Learning"
    """What people call the platform."""
    client_id: str = "our-leadership-way"
    """By which it knows the tool."""
    deployment_id: str = "1"
    """Of the tool in it."""
    product: str = "moodle"
    """Its product_family_code, where a tool registers itself."""
    document: dict[str, Any] = field(default_factory=dict)
    """What its configuration document says otherwise, to show habits of other platforms."""
    answer: dict[str, Any] = field(default_factory=dict)
    """The same for its answer to a registration."""

    @property
    def courses(self) -> tuple[Course, ...]:
        """All of them."""
        return (self.course, *self.others)

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
