"""The catalogue of refusals: code -> (HTTP status, plain words for the person at the screen).

Codes are stable: help desks search for them. docs/lms-admins/lti-codes.md explains each to LMS
admins.
Words that begin with AGAIN can usually be mended by the learner; the others need the learning team.
"""

from __future__ import annotations

AGAIN = "Go back to your course and open this activity again."
SETUP = "Your learning system and this service are not set up to work together yet."
UNSAFE = "We could not check that this request came from your learning system, so we stopped it."
INCOMPLETE = (
    "Your learning system did not send everything we need to open this activity."
)
ENDED = "Your session here has ended. " + AGAIN

REFUSALS: dict[str, tuple[int, str]] = {
    # login
    "login-incomplete": (400, INCOMPLETE),
    "login-too-long": (400, INCOMPLETE),
    "login-bad-characters": (400, INCOMPLETE),
    "platform-unknown": (403, SETUP),
    "platform-ambiguous": (400, SETUP),
    "target-not-ours": (400, SETUP),
    # state and browser
    "state-missing": (400, UNSAFE + " " + AGAIN),
    "state-unknown": (403, UNSAFE + " " + AGAIN),
    "state-used": (403, "This page was already opened once. " + AGAIN),
    "state-expired": (403, "Opening this activity took too long. " + AGAIN),
    "browser-differs": (403, UNSAFE + " " + AGAIN),
    "platform-declined": (
        403,
        "Your learning system did not let us open this activity. " + AGAIN,
    ),
    # token
    "token-missing": (400, INCOMPLETE),
    "token-too-long": (400, UNSAFE),
    "token-malformed": (400, UNSAFE),
    "token-algorithm": (403, UNSAFE),
    "token-no-kid": (403, UNSAFE),
    "token-unknown-kid": (403, UNSAFE),
    "token-signature": (403, UNSAFE),
    "keys-unreachable": (
        424,
        "We could not reach your learning system to check this request. Try again in a minute.",
    ),
    "token-issuer": (403, UNSAFE),
    "token-audience": (401, UNSAFE),
    "token-party": (403, UNSAFE),
    "token-expired": (403, "Opening this activity took too long. " + AGAIN),
    "token-issued": (403, UNSAFE),
    "token-not-yet": (403, UNSAFE),
    "token-nonce": (403, UNSAFE + " " + AGAIN),
    # claims
    "claim-missing": (400, INCOMPLETE),
    "claim-type": (400, INCOMPLETE),
    "claim-too-long": (400, INCOMPLETE),
    "claim-bad-characters": (400, INCOMPLETE),
    "message-version": (400, SETUP),
    "message-type": (400, "This activity was set up in a way that we do not offer."),
    "deployment-unknown": (
        403,
        "Your learning system is known here, and this part of it is waiting for somebody to "
        "approve it. Your learning team can see to that. Then open this activity again.",
    ),
    "deployment-refused": (
        403,
        "Your learning system is known here, and this part of it was not approved. "
        "Please ask your learning team.",
    ),
    "notices-unreadable": (400, INCOMPLETE),
    "deep-linking-role": (403, "Only people who build a course can choose activities."),
    "review-not-yours": (
        403,
        "Only the learner and the facilitators of the course can open this.",
    ),
    "review-unknown": (404, "Nobody has opened this activity yet."),
    "deep-linking-types": (
        400,
        "Your learning system asked for something other than an activity. "
        "We only have activities to give.",
    ),
    "target-differs": (403, UNSAFE),
    "return-url-unsafe": (400, UNSAFE),
    "service-url-unsafe": (400, SETUP),
    "learner-unknown": (
        403,
        "Your learning system did not say who you are, so we cannot keep your place.",
    ),
    "module-unknown": (404, "The module that was asked for is not here."),
    "language-unknown": (404, "No story is here in the language that was asked for."),
    # sessions and pages
    "session-missing": (401, ENDED),
    "session-ended": (401, ENDED),
    "not-yours": (403, "This page belongs to someone else. " + AGAIN),
    "not-learner": (403, "Only learners of a course with a group can see this page."),
    "not-facilitator": (403, "Only the facilitators of this course can see this page."),
    "no-course": (
        404,
        "This activity is not part of a course, so there is no group to show.",
    ),
    "not-found": (404, "There is nothing at this address. " + AGAIN),
    "method-not-allowed": (405, "This address cannot be used in that way. " + AGAIN),
    "address-too-long": (414, INCOMPLETE + " " + AGAIN),
    "record-sealed": (
        503,
        "We cannot open your saved answers at the moment. They are safe. "
        "Please tell your learning team.",
    ),
    # administrators' pages
    "admin-link": (
        403,
        "This sign-in link was used already or is too old. "
        "Make a new one: olw lti admin link.",
    ),
    "admin-session": (
        401,
        "You are not signed in here, or your session has ended. "
        "Make a sign-in link: olw lti admin link.",
    ),
    "admin-form": (
        403,
        "This form did not come from a page of yours, so nothing was done. "
        "Open the page again.",
    ),
    # play API
    "body-too-large": (413, "What was sent is too large."),
    "body-not-json": (400, "What was sent could not be read."),
    "body-malformed": (400, "What was sent could not be read."),
    "bad-request": (400, "What was sent could not be read."),
    "too-many": (
        429,
        "Too many requests came at once. Your saved answers are safe. "
        "Wait a minute and try again.",
    ),
    "too-busy": (
        503,
        "The service is busy. Your saved answers are safe. Try again in a minute.",
    ),
    "unforeseen": (
        500,
        "Something went wrong on our side. Your saved answers are safe. " + AGAIN,
    ),
}
