"""Whatever the pages under /admin show or do, a command shows or does as well.

The list is held to the routes: a page without a command of its own fails here.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from lti_service.cli import lti
from lti_service.views.admin import blueprint
from tests.unit.lti_service.test_docs import commands

SAME = {
    "GET overview": ["admin overview", "settings"],
    "GET platforms": ["platforms list", "platforms pending"],
    "GET platform": ["platforms show", "platforms tokens"],
    "GET check_platform": ["doctor"],
    "GET links": ["platforms links"],
    "GET list_programmes": ["programmes list"],
    "GET programme": ["programmes figures", "programmes courses"],
    "GET programme_file": ["programmes figures --csv --xlsx"],
    "GET scores": ["scores list"],
    "GET keys": ["keys list", "keys pem"],
    "GET log": ["admin log", "admin log --looks"],
    "GET enter": ["admin link"],
    "POST add_platform": ["platforms add"],
    "POST edit_platform": [
        "platforms edit --name --issuer --new-client-id --login-url --token-url --keys-url"
        " --token-audience --kind --report --frame --support --allow-anonymous",
        "platforms private --no",
    ],
    "POST edit_tokens": ["platforms tokens --algorithm --audience --usual"],
    "POST remove_platform": ["platforms remove"],
    "POST approve": ["platforms approve --report"],
    "POST refuse": ["platforms refuse"],
    "POST keep_deployment": ["platforms add-deployment --report"],
    "POST try_platform": ["doctor --learner"],
    "POST make_link": ["platforms link --kind --report --private --hours"],
    "POST take_link_back": ["platforms unlink"],
    "POST add_programme": ["programmes add"],
    "POST open_programme": ["programmes open --no"],
    "POST join_course": ["programmes join"],
    "POST leave_course": ["programmes leave"],
    "POST remove_programme": ["programmes remove"],
    "POST retry_scores": ["scores retry"],
    "POST retry_activity": ["scores retry --activity"],
    "POST rotate": ["keys rotate"],
    "POST export_person": ["export"],
    "POST export_everyone": ["export"],
    "POST forget_person": ["forget"],
    "POST end_sessions_of_person": ["sessions end"],
    "POST end_sessions_of_platform": ["sessions end"],
    "POST sign_all_out": ["admin sign-out"],
}
OF_THE_PAGES = {
    "GET people": "a form, which shows nobody",
    "GET new_platform": "a form",
    "POST sign_in": "a command needs no session",
    "POST sign_out": "a command needs no session",
}
"""What has no command, and why."""
COMMANDS = dict(commands(lti, ""))


def routes() -> Iterator[str]:
    """Method and page of each route under /admin."""
    app = Flask(__name__)
    app.register_blueprint(blueprint)
    for rule in app.url_map.iter_rules():
        of, _, page = rule.endpoint.partition(".")
        if of == "admin":
            for method in (rule.methods or set()) & {"GET", "POST"}:
                yield f"{method} {page}"


def test_every_page_has_a_command() -> None:
    assert set(routes()) == {*SAME, *OF_THE_PAGES}


@pytest.mark.parametrize(
    "shown", sorted({one for many in SAME.values() for one in many})
)
def test_the_command_is_there_with_its_options(shown: str) -> None:
    words, *given = shown.split(" --")
    options = {name for one in COMMANDS[f" {words}"].params for name in one.opts}
    also = {name for one in COMMANDS[f" {words}"].params for name in one.secondary_opts}
    assert {f"--{one}" for one in given} - options - also == set()
