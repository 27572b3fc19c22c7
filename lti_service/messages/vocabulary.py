"""The names that 1EdTech gives to claims, messages, scopes, roles and media types.

LTI Core 1.3, AGS 2.0, NRPS 2.0.
"""

CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
MESSAGE_TYPE = CLAIM + "message_type"
VERSION = CLAIM + "version"
DEPLOYMENT_ID = CLAIM + "deployment_id"
TARGET_LINK_URI = CLAIM + "target_link_uri"
RESOURCE_LINK = CLAIM + "resource_link"
ROLES = CLAIM + "roles"
CONTEXT = CLAIM + "context"
CUSTOM = CLAIM + "custom"
LAUNCH_PRESENTATION = CLAIM + "launch_presentation"
TOOL_PLATFORM = CLAIM + "tool_platform"
AGS_ENDPOINT = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"
NRPS_SERVICE = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"
NOTICE_SERVICE = CLAIM + "platformnotificationservice"
NOTICE = CLAIM + "notice"
ORIGIN_CONTEXTS = CLAIM + "origin_contexts"
COPY_NOTICE = "LtiContextCopyNotice"
GROUPS_SERVICE = "https://purl.imsglobal.org/spec/lti-gs/claim/groupsservice"

RESOURCE_LINK_REQUEST = "LtiResourceLinkRequest"
DEEP_LINKING_REQUEST = "LtiDeepLinkingRequest"
SUBMISSION_REVIEW_REQUEST = "LtiSubmissionReviewRequest"
MESSAGES = (
    RESOURCE_LINK_REQUEST,
    DEEP_LINKING_REQUEST,
    SUBMISSION_REVIEW_REQUEST,
)
"""The kinds of message that we take; an LMS that registers us is told of these."""
LTI_VERSION = "1.3.0"

SCOPE_LINE_ITEM = "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem"
SCOPE_SCORE = "https://purl.imsglobal.org/spec/lti-ags/scope/score"
SCOPE_MEMBERS = (
    "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly"
)
SCOPE_GROUPS = "https://purl.imsglobal.org/spec/lti-gs/scope/contextgroup.readonly"

SCOPE_NOTICES = "https://purl.imsglobal.org/spec/lti/scope/noticehandlers"

LINE_ITEM = "application/vnd.ims.lis.v2.lineitem+json"
LINE_ITEMS = "application/vnd.ims.lis.v2.lineitemcontainer+json"
SCORE = "application/vnd.ims.lis.v1.score+json"
MEMBERS = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json"
GROUPS = "application/vnd.ims.lti-gs.v1.contextgroupcontainer+json"
GROUP_SETS = "application/vnd.ims.lti-gs.v1.contextgroupsetcontainer+json"

CONTEXT_ROLE = "http://purl.imsglobal.org/vocab/lis/v2/membership#"
INSTITUTION_ROLE = "http://purl.imsglobal.org/vocab/lis/v2/institution/person#"
TEST_USER = "http://purl.imsglobal.org/vocab/lti/system/person#TestUser"
"""Nobody, but a view that a platform gives its teachers (LTI Core, A.2)."""
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

REVIEWABLE = {"reviewableStatus": ["InProgress", "Submitted", "Completed"]}
"""A line item whose work can be looked at (Submission Review 1.0), at the activity's address."""
FOR_USER = CLAIM + "for_user"

DEEP_LINKING_RESPONSE = "LtiDeepLinkingResponse"
DEEP_LINKING = "https://purl.imsglobal.org/spec/lti-dl/claim/"
DEEP_LINKING_SETTINGS = DEEP_LINKING + "deep_linking_settings"
CONTENT_ITEMS = DEEP_LINKING + "content_items"
DEEP_LINKING_DATA = DEEP_LINKING + "data"
RESOURCE_LINK_ITEM = "ltiResourceLink"
