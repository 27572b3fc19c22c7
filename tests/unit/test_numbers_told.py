"""Numbers that stand in the words of codes and pages are those that the code goes by."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from lti_service import rates
from lti_service.doubling import wait_after
from lti_service.services.admin import admin_sessions
from lti_service.services.keys import tool_keys
from lti_service.services.launching import logins
from lti_service.services.platforms import registration_links
from lti_service.services.scores import deliveries
from lti_service.settings import MOST_LEAST, SECRET_LENGTH, Settings
from olw_core.authoring.compiler import MAX_RECORD, lengths
from olw_core.authoring.compiler.lint import structure
from olw_core.authoring.compiler.lint.balance import MOST_LINES
from olw_core.authoring.compiler.unfold import MAX_NODES
from olw_core.authoring.schema.limits import FEWEST_OPTIONS
from olw_core.cohort.rules import (
    ELSEWHERE,
    FLAGS,
    LEANING,
    LEAST,
    NEARLY_ALL,
    SHARES,
)
from olw_core.engine.echoes import MOST_ECHOES
from olw_core.player import return_days
from olw_core.trust import MIN_CONTRAST

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
ROOT = Path(__file__).resolve().parents[2]
CONTRAST = f"{MIN_CONTRAST:g} to 1"
WORDS = {
    2: "two",
    3: "three",
    4: "four",
    5: "five",
    6: "six",
    8: "eight",
    9: "nine",
    10: "ten",
    15: "fifteen",
    20: "twenty",
    60: "An hour",
}
LIFE = WORDS[logins.LOGIN_LIFE // MINUTE]
UNUSED = WORDS[Settings.learner_idle // MINUTE]
FACILITATOR = Settings.facilitator_idle // MINUTE
SIGN_IN = WORDS[admin_sessions.LINK_LIFE // MINUTE]
IDLE = WORDS[admin_sessions.IDLE // MINUTE]
WORKING_DAY = WORDS[admin_sessions.LONGEST_SESSION // HOUR]
REGISTERING = {24: "a day"}[registration_links.HOURS]
HELD = WORDS[registration_links.HELD // MINUTE]
MOST = (
    f"scene and card {lengths.SCENE_WORDS.most} words, option {lengths.OPTION_WORDS.most}, "
    f"feedback {lengths.FEEDBACK_WORDS.most}, echo {lengths.ECHO_WORDS}; "
    f"price {lengths.PRICE_CHARACTERS} characters"
)
AIM = (
    f"scene and card over {lengths.SCENE_WORDS.good} words, option {lengths.OPTION_WORDS.good}, "
    f"feedback {lengths.FEEDBACK_WORDS.good}, recap {lengths.RECAP_WORDS}"
)
FEWEST_DECISIONS, MOST_DECISIONS = structure.DECISIONS
DECISIONS = f"fewer than {WORDS[FEWEST_DECISIONS]} or more than {WORDS[MOST_DECISIONS]} decisions"
LINES = (
    f"{WORDS[MOST_LINES['rank']]} lines to rank, or {WORDS[MOST_LINES['rate']]} to rate"
)
AUTHORS = "olw_core/cli/codes.toml"
ADMINS = "docs/lms-admins/lti.md"
DAYS = {1: "a day", 7: "a week"}
SIGNS = DAYS[tool_keys.PUBLISH_BEFORE.days]
PLATFORM, ADDRESS = rates.PLATFORM, rates.ADDRESS
SESSION, LINKS = rates.SESSION, rates.LINKS
LAUNCHES = (
    f"One LMS may begin {PLATFORM.a_second:g} launches a second, {PLATFORM.at_once:,} at once, "
    f"and one address there {ADDRESS.a_second:g} a second, {ADDRESS.at_once} at once"
)
ASKING = (
    f"One session may ask {SESSION.a_second:g} times a second, {SESSION.at_once} times at once, "
    f"and one address may open {LINKS.at_once} one-time links at once, "
    f"one more every {WORDS[round(1 / LINKS.a_second)]} seconds"
)
TRIES = range(1, deliveries.MOST_TRIES)
WAITS = [
    wait_after(failures, deliveries.FIRST_WAIT, deliveries.LONGEST_WAIT)
    for failures in TRIES
]
IN_ALL = sum(WAITS, timedelta())
GIVEN_UP = {7: "about a week"}[round(IN_ALL / timedelta(days=1))]
FIRST, SECOND, THIRD, *_ = [wait.seconds for wait in WAITS]
AGAIN = (
    f"after {FIRST} seconds, then {SECOND}, {THIRD} and so on "
    f"up to {deliveries.LONGEST_WAIT // HOUR} hours"
)
LEANS = WORDS[10 * LEANING[0] // LEANING[1]]
NEARLY = WORDS[10 * NEARLY_ALL[0] // NEARLY_ALL[1]]
SOONER, LATER, LAST = return_days()
COHORT = "docs/facilitators/cohort-page.md"
TOLD = [
    (
        "lti_service/codes.toml",
        f"OLW_COHORT_LEAST is no number from {LEAST} to {MOST_LEAST}",
    ),
    ("lti_service/codes.toml", f"write a number above {LEAST}, for example"),
    ("lti_service/codes.toml", f"More than {LIFE} minutes lay between login"),
    ("lti_service/codes.toml", f"shorter than {SECRET_LENGTH} characters"),
    (
        "lti_service/codes.toml",
        f"{UNUSED} without use has passed ({FACILITATOR} minutes for facilitators)",
    ),
    ("lti_service/cli/keys.py", f"it signs after {SIGNS}, and the old ones"),
    ("lti_service/templates/admin/done.html", f"It signs after {SIGNS}, and the"),
    ("lti_service/templates/admin/keys.html", f"at once and signs after {SIGNS}, so"),
    (ADMINS, f"signs one person in, once, within {SIGN_IN} minutes"),
    (
        ADMINS,
        f"after {IDLE} minutes without use, after {WORKING_DAY} hours in any case",
    ),
    (ADMINS, LAUNCHES),
    (ADMINS, ASKING),
    (ADMINS, f"fails {deliveries.MOST_TRIES} times in a row, which is {GIVEN_UP} |"),
    (ADMINS, f"our worker tries for {GIVEN_UP}, then gives up"),
    (ADMINS, AGAIN),
    (ADMINS, f"how a group answered. Higher, never lower. | `{LEAST}` |"),
    (ADMINS, f"counted with {WORDS[LEAST - 1]} others at least"),
    (COHORT, f"No answer has {LEANS} in ten |"),
    (COHORT, f"About {LEANS} to {NEARLY} in ten answered alike"),
    (COHORT, f"About {NEARLY} in ten or more"),
    (COHORT, f"At least {WORDS[FLAGS]} learners ticked it"),
    (COHORT, f"From {SHARES} people on you also see roughly how many gave each"),
    (COHORT, f"everybody but your own course, from {ELSEWHERE} people on"),
    (COHORT, f"move when {WORDS[LEAST]} more people have finished"),
    (COHORT, f"People of groups under {WORDS[LEAST]} are counted"),
    ("docs/learners.md", f"due after {SOONER}, {LATER} and {LAST} days"),
    ("docs/security.md", f"An administrator's ends after {WORKING_DAY} hours"),
    ("docs/lms-admins/connect.md", f"into the LMS, within {REGISTERING} "),
    ("docs/lms-admins/connect.md", f"good again after {HELD} minutes"),
    (AUTHORS, f"fewer than {WORDS[FEWEST_OPTIONS]} options are left"),
    (AUTHORS, f"make more than {MAX_NODES} nodes"),
    (AUTHORS, f"is over its limit: {MOST}"),
    (AUTHORS, f"a text is long: {AIM}"),
    (AUTHORS, f"first scene has more than {lengths.FIRST_SCENE_WORDS} words"),
    (AUTHORS, f"more than {WORDS[structure.MAX_MINUTES]} minutes"),
    (AUTHORS, f"could outgrow {MAX_RECORD} characters"),
    (AUTHORS, f"more than {LINES}"),
    (AUTHORS, DECISIONS),
    (AUTHORS, f"{WORDS[MOST_ECHOES]} other echoes matter more"),
    ("scorm_export/codes.toml", f"with a contrast of at least {CONTRAST}"),
]


@pytest.mark.parametrize(("file", "words"), TOLD)
def test_the_words_have_the_number(file: str, words: str) -> None:
    assert words in (ROOT / file).read_text(encoding="utf-8")


def test_a_scene_and_a_card_have_one_limit() -> None:
    """The words of their codes name one number for both."""
    assert lengths.SCENE_WORDS == lengths.CARD_WORDS
