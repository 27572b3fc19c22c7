"""A checked Submission Review request (1.0): somebody looks at how an activity went.

The gradebook opens it, for the learner whose work it is or for who teaches them.
"""

from __future__ import annotations

from dataclasses import dataclass

from lti_service.errors import RefusedError
from lti_service.messages import vocabulary as v
from lti_service.messages.claims import (
    Claims,
    check_presentation,
    check_target,
    context_id_of,
    id_of,
    part,
    roles_of,
    service_url,
    sub_of,
)
from lti_service.messages.roles import FACILITATOR, role_of


@dataclass(frozen=True)
class SubmissionReview:
    """`for_user`: the `sub` of the learner whose work it is.

    `resource_link_id` and `line_item_url` name the activity; one of them may be "".
    """

    deployment_id: str
    resource_link_id: str
    sub: str
    role: str
    context_id: str
    line_item_url: str
    for_user: str

    @property
    def is_own(self) -> bool:
        """Whether the learner looks at their own work."""
        return self.sub == self.for_user


def read_submission_review(
    claims: Claims,
    *,
    target_link_uri: str,
    allow_http: bool,
    administrators_lead: bool = False,
) -> SubmissionReview:
    """Check the claims of a verified token.

    Raises RefusedError: as for a launch, and review-not-yours for one who neither teaches here
    nor looks at their own work. Nobody is anonymous here: the work is somebody's.
    """
    check_presentation(claims)
    check_target(claims, target_link_uri)
    grades = part(claims, v.AGS_ENDPOINT)
    review = SubmissionReview(
        deployment_id=id_of(claims, v.DEPLOYMENT_ID, "deployment_id"),
        resource_link_id=_link_id(claims),
        sub=sub_of(claims, allow_anonymous=False),
        role=role_of(roles_of(claims), administrators_lead=administrators_lead),
        context_id=context_id_of(part(claims, v.CONTEXT)),
        line_item_url=service_url(grades, "lineitem", allow_http),
        for_user=id_of(part(claims, v.FOR_USER), "user_id", "for_user.user_id"),
    )
    if not review.is_own and review.role != FACILITATOR:
        told = "the work is another's and the roles are not a facilitator's"
        raise RefusedError("review-not-yours", told)
    return review


def _link_id(claims: Claims) -> str:
    """A column of its own may belong to no link (AGS 2.0, 3.2.1)."""
    link = part(claims, v.RESOURCE_LINK)
    return id_of(link, "id", "resource_link.id") if link else ""
