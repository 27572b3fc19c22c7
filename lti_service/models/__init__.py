"""The tables, one per file. Importing this package registers all of them with `Base.metadata`."""

from lti_service.models.admin_event import AdminEvent
from lti_service.models.admin_link import AdminLink
from lti_service.models.admin_session import AdminSession
from lti_service.models.attempt import Attempt
from lti_service.models.audit_event import AuditEvent
from lti_service.models.base import Base
from lti_service.models.context import Context
from lti_service.models.figures import CourseFigures, TrustFigures
from lti_service.models.first_way import FirstWay
from lti_service.models.launch_session import LaunchSession
from lti_service.models.learner import Learner
from lti_service.models.login import Login
from lti_service.models.membership import Membership
from lti_service.models.notice_seen import NoticeSeen
from lti_service.models.pending_deployment import PendingDeployment
from lti_service.models.picking import Picking
from lti_service.models.platform_keys import PlatformKeys
from lti_service.models.programme import (
    Programme,
    ProgrammeCourse,
    ProgrammeFigures,
)
from lti_service.models.registration import Deployment, Registration
from lti_service.models.registration_link import RegistrationLink
from lti_service.models.resource_link import ResourceLink
from lti_service.models.score_delivery import ScoreDelivery
from lti_service.models.secret_check import SecretCheck
from lti_service.models.stops import StopFigures, StopsCounted
from lti_service.models.talk import ListedDecision, StayingOut, TalkFlags
from lti_service.models.tool_key import ToolKey

__all__ = [
    "AdminEvent",
    "AdminLink",
    "AdminSession",
    "Attempt",
    "AuditEvent",
    "Base",
    "Context",
    "CourseFigures",
    "Deployment",
    "FirstWay",
    "LaunchSession",
    "Learner",
    "ListedDecision",
    "Login",
    "Membership",
    "NoticeSeen",
    "PendingDeployment",
    "Picking",
    "PlatformKeys",
    "Programme",
    "ProgrammeCourse",
    "ProgrammeFigures",
    "Registration",
    "RegistrationLink",
    "ResourceLink",
    "ScoreDelivery",
    "SecretCheck",
    "StayingOut",
    "StopFigures",
    "StopsCounted",
    "TalkFlags",
    "ToolKey",
    "TrustFigures",
]
