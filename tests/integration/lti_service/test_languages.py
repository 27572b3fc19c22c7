"""A story in the language of the platform, of the activity, or of the learner's own choice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from demo import loopback
from demo.platform.tokens import CLAIM
from lti_service.models import Registration
from lti_service.services.personal_data import person
from olw_core import content
from tests.integration.lti_service.playing import best_answers
from tests.integration.lti_service.site import (
    Site,
    begin,
    config_of,
    launch,
    page_data,
    start_site,
)
from tests.support.translated import OPEN, lay

KIND = content.modules_dir() / "kind"
BEST = best_answers("kind")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A service with a Welsh translation of one story."""
    own = tmp_path_factory.mktemp("own")
    lay(own, KIND, "cy")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OLW_MODULES_PATH", str(own))
        running = start_site(tmp_path_factory.mktemp("site"))
    yield running
    running.stop()


def come(site: Site, person: int, locale: Any = None, lang: str = "") -> Any:
    """A launch by a platform that shows itself in `locale`, of an activity that asks for `lang`."""
    who = site.learner(person)
    begun = begin(site, login_hint=who)
    claims = begun.claims(who)
    claims[CLAIM + "launch_presentation"]["locale"] = locale
    claims[CLAIM + "custom"] = {"lang": lang}
    return begun.post_claims(claims)


def call(site: Site, config: dict[str, Any], path: str, body: Any) -> httpx2.Response:
    headers = {"Authorization": f"Bearer {config['auth']['bearer']}"}
    address = httpx2.URL(site.tool).join(path)
    return loopback.post(address, json=body, headers=headers)


def is_welsh(config: dict[str, Any]) -> bool:
    """Whether page, title, scene and question all are; a mixture is an error."""
    told = [
        config["cover"]["title"],
        config["view"]["html"],
        config["view"]["item"]["prompt"],
    ]
    found = {config["lang"] == "cy", *(OPEN in one for one in told)}
    assert len(found) == 1, config
    return found == {True}


@pytest.mark.parametrize(
    ("locale", "lang", "welsh", "says"),
    [
        ("cy", "", True, ""),
        ("cy_GB.UTF-8", "", True, ""),
        ("en-GB", "cy", True, ""),  # the activity before the platform
        ("cy", "en", False, ""),
        (None, "", False, ""),
        ("", "$Person.lang", False, ""),
        ("fr-FR", "", False, "This is not here in French: you read it in English."),
        (
            "en",
            "xx-Yyyy",
            False,
            "This is not here in xx-Yyyy: you read it in English.",
        ),
        ("../etc/passwd", "<b>", False, ""),
    ],
)
def test_what_a_launch_asks_for(
    site: Site, locale: Any, lang: str, welsh: bool, says: str
) -> None:
    page = come(site, 0, locale, lang).text
    assert is_welsh(config_of(page)) == welsh
    assert ("you read it in" in page, says in page) == (bool(says), True)


def test_a_locale_that_is_no_text(site: Site) -> None:
    refused = come(site, 0, ["cy"])
    assert (refused.status_code, "claim-type" in refused.text) == (400, True)


def test_a_learner_changes_in_the_middle_and_keeps_it(site: Site) -> None:
    """One record: begun in English, gone on with in Welsh, in the next launch too."""
    page = come(site, 1, "en-GB").text
    config = config_of(page)
    assert 'aria-pressed="true">English' in " ".join(page.split())
    first = {"attempt": 1, "step": 0, "response": BEST[0]}
    english = call(site, config, config["urls"]["respond"], first).json()["view"]
    assert call(site, config, "/api/language", {"lang": "cy"}).status_code == 204
    second = {"attempt": 1, "step": 1, "response": BEST[1]}
    welsh = call(site, config, config["urls"]["respond"], second).json()["view"]
    assert (OPEN in english["html"], OPEN in welsh["html"]) == (False, True)
    again = config_of(come(site, 1, "en-GB").text)
    assert (is_welsh(again), again["view"]["step"]) == (True, 2)
    with site.wiring.database.reading() as session:
        registration = session.get_one(Registration, 1)
        learner = person.find(session, registration, site.learner(1))
        told = person.told(session, learner)
    assert (told["platform_language"], told["chosen_language"]) == ("en-GB", "cy")


def test_the_list_has_titles_in_the_language_where_they_are_there(site: Site) -> None:
    page = launch(site, site.learner(2), "all").text
    config = {"auth": {"bearer": page_data(page)["token"]}}
    assert call(site, config, "/api/language", {"lang": "cy"}).status_code == 204
    page = launch(site, site.learner(2), "all").text
    titles = [
        part.split("<", 1)[0] for part in page.split('lang="cy" dir="auto" href=')[1:]
    ]
    assert len(titles) == 1
    assert page.count('lang="en-GB" dir="auto" href=') == len(content.module_ids()) - 1


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"lang": "fr"}, 404, "language-unknown"),
        ({"lang": ["cy"]}, 400, "body-malformed"),
        ({}, 400, "body-malformed"),
        ([], 400, "body-malformed"),
    ],
)
def test_choices_that_are_none(site: Site, body: Any, status: int, code: str) -> None:
    config = config_of(come(site, 0).text)
    answer = call(site, config, "/api/language", body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


def test_nobody_chooses_for_somebody_else(site: Site) -> None:
    answer = call(site, {"auth": {"bearer": "x"}}, "/api/language", {"lang": "cy"})
    assert answer.json()["error"]["code"] == "session-ended"
