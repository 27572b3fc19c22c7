"""What a placement knows of its platform's grade service, as launches tell it (AGS 2.0, 3.1)."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from lti_service.messages import vocabulary as v
from lti_service.messages.launch import Launch
from lti_service.messages.roles import LEARNER
from lti_service.services.glances import Place
from lti_service.services.platforms.platform_families import family
from lti_service.services.scores import courses


def of_launch(
    session: Session,
    kind: str,
    link: Place,
    launch: Launch,
) -> dict[str, Any]:
    """The placement's columns for it. What a launch leaves out stays known.

    `kind`: of the LMS (services/platforms/platform_families.py).

    Teachers' launches often carry no grade claim, and some carry `lineitems` without `lineitem`. An
    address that is gone for good shows when it is used.
    """
    stays = "" if _has_lost_its_column(session, link, launch) else link.line_item_url
    return {
        "line_item_url": launch.line_item_url or stays,
        "line_items_url": launch.line_items_url or link.line_items_url,
        "grade_scopes": _scopes(kind, launch) or link.grade_scopes,
    }


def _scopes(kind: str, launch: Launch) -> list[str]:
    """What the launch allows with grades, without what its kind of LMS then refuses.

    Everybody is told what leaves for the gradebook: nobody shall be told what can never arrive.
    """
    if family(kind).makes_columns:
        return launch.grade_scopes
    return [one for one in launch.grade_scopes if one != v.SCOPE_LINE_ITEM]


def _has_lost_its_column(
    session: Session,
    link: Place,
    launch: Launch,
) -> bool:
    """The platform refused the column as unknown, and tells learners' launches of none any more.

    So it is with Moodle 4.5 after a teacher has emptied an activity's box for grades: the column is
    deleted (lti_grade_item_delete in mod/lti/lib.php), and launches name an activity's column only
    while it has one (ltiservice_gradebookservices, get_launch_parameters).
    """
    names_none = bool(launch.line_items_url) and not launch.line_item_url
    if not link.line_item_url or not names_none or launch.role != LEARNER:
        return False
    return courses.is_refused_as_gone(session, link)
