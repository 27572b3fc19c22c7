"""Nobody of one trust reads or changes anything of another's, whichever address they ask.

Every address of the service has a row here: an attack with the second trust's own valid session,
or the reason why there is nothing to attack. OWASP ASVS 5.0, 8.2.2 and 8.4.1.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

import pytest
from joserfc import jws
from sqlalchemy import select

from demo.platform import notices
from demo.platform.course import DEMO_COURSE
from demo.platform.tokens import sign
from lti_service.models import LaunchSession, Learner, Registration
from tests.integration.lti_service.choosing import picker
from tests.integration.lti_service.playing import best_answers
from tests.integration.lti_service.site import Site, begin, config_of, form_of, launch
from tests.integration.lti_service.test_reviews import look
from tests.integration.lti_service.test_sharing import SHARES
from tests.integration.lti_service.trusts import (
    MARK,
    Trust,
    TwoTrusts,
    join_courses,
    opened,
    rows,
    two_trusts,
)

BEST = best_answers("kind")


@dataclass
class Both:
    """The first trust, whose learner is in the middle of a story, and the second, which asks."""

    trusts: TwoTrusts
    first: Trust
    second: Trust


@contextmanager
def begun(folder: Path) -> Iterator[Both]:
    with two_trusts(folder) as trusts:
        first = opened(trusts.first)
        first.play(BEST[:3])
        join_courses(trusts.first)
        yield Both(trusts, first, opened(trusts.second))


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    with begun(tmp_path_factory.mktemp("trusts")) as found:
        yield found


@pytest.fixture
def own_both(tmp_path: Path) -> Iterator[Both]:
    with begun(tmp_path) as found:
        yield found


@dataclass
class Told:
    """What the service answered."""

    status: int
    text: str
    body: bytes = b""


def ask(both: Both, method: str, path: str, **more: object) -> Told:
    """One request without cookies."""
    client = both.first.site.app.test_client(use_cookies=False)
    answer = client.open(path, method=method, **more)
    text = answer.data.decode(errors="replace")
    return Told(answer.status_code, text, answer.data)


def with_bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


Asking = Callable[[Both, Trust], Told]
"""A request for what is the first trust's, by somebody of the trust that is given."""


def learner_asks(method: str, path: str, body: object = None, **form: str) -> Asking:
    """A learner, with their own token. `{attempt}` and `{link}` are the first trust's."""

    def request(both: Both, asker: Trust) -> Told:
        is_list = "{link}" in path
        own = asker.listed if is_list else asker.learner
        where = path.format(
            attempt=both.first.learner.attempt,
            link=both.first.listed.link,
        )
        sent = {"data": form} if form else {"json": body}
        return ask(both, method, where, headers=with_bearer(own.token), **sent)

    return request


def learner_sends_form(path: str, **fields: str) -> Asking:
    """A learner's form with their own session in it. `{link}` is the first trust's list."""

    def request(both: Both, asker: Trust) -> Told:
        form = {"session": asker.listed.token, **fields}
        return ask(both, "POST", path.format(link=both.first.listed.link), data=form)

    return request


def facilitator_asks(method: str, path: str) -> Asking:
    """A facilitator, with their own session as cookie and in the form's field."""

    def request(both: Both, asker: Trust) -> Told:
        link = both.first.facilitator.link
        token = asker.facilitator.token
        headers = {"Cookie": f"__Host-olw-session-{link}={token}"}
        form = {"session": token} if method == "POST" else None
        return ask(both, method, path.format(link=link), data=form, headers=headers)

    return request


def post_foreign_token(both: Both) -> Told:
    """A token that the second trust's platform signed, for a login that the first's began."""
    login = begin(both.trusts.first)
    token = sign(both.trusts.second.parts.store, login.claims())
    answer = login.post(token)
    return Told(answer.status_code, answer.text)


def prove_foreign_launch(both: Both) -> Told:
    """A proof of the second trust's browser for a login that the first's began."""
    first, second = begin(both.trusts.first), begin(both.trusts.second)
    form = {"state": first.state, "browser": second.state}
    return ask(both, "POST", "/launch/held", data=form)


def begin_for_unknown_client(both: Both) -> Told:
    """The issuer of one and the client of nobody."""
    form = {
        "iss": both.trusts.first.config.issuer,
        "client_id": "somebody else's",
        "login_hint": "u100",
        "target_link_uri": both.trusts.first.tool + "/launch/kind",
    }
    return ask(both, "POST", "/login", data=form)


def send_foreign_notice(both: Both) -> Told:
    """A notice in the first trust's name, signed by the second's platform."""
    mine, theirs = both.trusts.second.parts, both.trusts.first.parts
    course = replace(DEMO_COURSE, id="copy", copied_from=(DEMO_COURSE.id,))
    told = notices.body(mine, notices.claims(theirs, course))
    return ask(both, "POST", "/notices", json=told)


def pick_with_foreign_token(both: Both) -> Told:
    """A session's token where an author's visit to the picker belongs."""
    form = {"session": both.second.facilitator.token, "what": "kind"}
    return ask(both, "POST", "/picked", data=form)


def open_foreign_link(both: Both) -> Told:
    """A session's token where the link for registering an LMS belongs."""
    return ask(both, "GET", f"/register/{both.second.facilitator.token}")


def register_with_foreign_link(both: Both) -> Told:
    """The same, with a document of the asker's own platform."""
    document = both.trusts.second.platform + "/.well-known/openid-configuration"
    form = {"openid_configuration": document}
    return ask(both, "POST", f"/register/{both.second.facilitator.token}", data=form)


def enter_with_foreign_token(method: str) -> Callable[[Both], Told]:
    """A session's token where an administrator's sign-in link belongs."""

    def request(both: Both) -> Told:
        path = f"/admin/enter/{both.second.facilitator.token}"
        return ask(both, method, path)

    return request


def sends(path: str) -> Callable[[Both], Told]:
    """A form with the asker's own session and the address of the first trust's list."""

    def request(both: Both) -> Told:
        link = both.first.listed.link
        form = {"session": both.second.listed.token, "link": link}
        return ask(both, "POST", path.format(link=link), data=form)

    return request


def chooses_a_language(both: Both) -> Told:
    headers = with_bearer(both.second.listed.token)
    body = {"lang": "en-GB"}
    return ask(both, "POST", "/api/language", json=body, headers=headers)


def begin_foreign_login_again(both: Both) -> Told:
    """The state of a login that the first's began, from a browser that is not its own."""
    form = {"state": begin(both.trusts.first).state}
    return ask(both, "POST", "/launch/again", data=form)


STEP = {"attempt": 1, "step": 3, "response": BEST[3]}
CARD = {"card": "kind-team-wellbeing", "variant": "a", "response": "a"}
PLAN = {"cue": "a", "action": "a"}
RETRY = {"attempt": 1, "step": 0}
NOTHING: dict[str, str] = {
    "static": "the same for everyone",
    "service.keys": "public keys",
    "service.alive": "says that it runs",
    "service.ready": "says that it is ready",
    "service.openapi": "a description",
    "service.player_file": "the same for everyone",
    "guides.style": "the same for everyone",
    "leaving.closed": "one of four fixed pages",
    "learn.play": "a shell without content: see the test of shells",
    "learn.home": "a shell without content: see the test of shells",
    "learn.open_module": "a shell without content: see the test of shells",
    "learn.cards": "a shell without content: see the test of shells",
    "my_data.show": "a shell without content: see the test of shells",
    "review.show": "a shell without content: see the test of shells",
    "seen.show": "a shell without content: see the test of shells",
    "metrics.show": "counts alone, for a monitor that holds a token of the server's",
    "here.show": "tries the browser that opens it, and knows nobody",
    "here.cookie": "says whether that browser kept a cookie of ours",
}
"""Addresses that hold nothing of anybody, and why."""
STRANGE_LAUNCHES: dict[str, Callable[[Both], Told]] = {
    "login.begin": begin_for_unknown_client,
    "launch.receive": post_foreign_token,
    "launch.prove": prove_foreign_launch,
    "notices.take": send_foreign_notice,
    "picker.pick": pick_with_foreign_token,
    "register.ask": open_foreign_link,
    "register.connect": register_with_foreign_link,
    "admin.enter": enter_with_foreign_token("GET"),
    "admin.sign_in": enter_with_foreign_token("POST"),
}
"""What a platform or a browser sends that is not the one which the first trust registered."""
OWN_TOKENS: dict[str, Callable[[Both], Told]] = {
    "leaving.stay": sends("/stay"),
    "launch.open_window": sends("/window"),
    "learn.sent_again": sends("/home/{link}"),
    "languages.choose": chooses_a_language,
    "login.again": begin_foreign_login_again,
    "leaving.leave": sends("/leave"),
}
"""What goes by the token that it is given, whatever else is named: the asker's own, here."""
ASKED: dict[str, Asking] = {
    "learn.play_content": learner_asks("GET", "/play/{attempt}/content"),
    "learn.home_content": learner_asks("GET", "/home/{link}/content"),
    "learn.open_content": learner_asks("GET", "/home/{link}/kind/content"),
    "learn.cards_content": learner_asks("GET", "/cards/{link}/kind/content"),
    "learn.settle_earlier": learner_asks(
        "POST", "/play/{attempt}/earlier", choice="again"
    ),
    "my_data.content": learner_asks("GET", "/data/{link}/content"),
    "my_data.end": learner_asks("POST", "/data/{link}/end", number="0"),
    "review.content": learner_asks("GET", "/review/{link}/content"),
    "seen.content": learner_asks("GET", "/seen/{link}/content"),
    "api.respond": learner_asks("POST", "/api/attempts/{attempt}/respond", STEP),
    "api.plan": learner_asks("POST", "/api/attempts/{attempt}/plan", PLAN),
    "api.card": learner_asks("POST", "/api/attempts/{attempt}/card", CARD),
    "api.retry": learner_asks("POST", "/api/attempts/{attempt}/retry", RETRY),
    "cohort.show": facilitator_asks("GET", "/cohort/{link}"),
    "cohort.try_module": facilitator_asks("POST", "/cohort/{link}/try"),
    "guides.show": facilitator_asks("POST", "/cohort/{link}/guide/kind"),
    "guides.pack": facilitator_asks("POST", "/cohort/{link}/session/kind"),
    "cohort_files.take": facilitator_asks("POST", "/cohort/{link}/file/who.csv"),
    "cohort_programme.show": facilitator_asks("POST", "/cohort/{link}/programme"),
    "cohort_programme.take": facilitator_asks(
        "POST", "/cohort/{link}/programme/figures.csv"
    ),
    "my_data.forget": learner_asks("POST", "/data/{link}/forget", sure="yes"),
    "seen.change": learner_sends_form("/seen/{link}", do="out"),
}
"""What belongs to somebody of the first trust."""


MARKED = {
    "learn.play_content",
    "learn.open_content",
    "learn.cards_content",
    "learn.settle_earlier",
    "my_data.content",
    "my_data.end",
    "cohort.show",
    "cohort.try_module",
    "cohort_files.take",
    "cohort_programme.show",
}
"""What shows names to whom it belongs; the rest has figures, steps of a story, or a document."""


def test_every_address_has_a_row(both: Both) -> None:
    rules = both.first.site.app.url_map.iter_rules()
    pages = [name for name, _, _ in administrators_pages(both)]
    rows_of_all = {*STRANGE_LAUNCHES, *OWN_TOKENS, *ASKED, *NOTHING, *pages}
    assert sorted({rule.endpoint for rule in rules}) == sorted(rows_of_all)


def administrators_pages(both: Both) -> list[tuple[str, str, str]]:
    """(endpoint, method, path) of the pages of those who run the service: of no trust."""
    found = []
    for rule in both.first.site.app.url_map.iter_rules():
        if not rule.rule.startswith("/admin") or rule.endpoint in STRANGE_LAUNCHES:
            continue
        path = rule.rule.replace("<int:number>", "1").replace("<int:link>", "1")
        for method in (rule.methods or set()) & {"GET", "POST"}:
            found.append((rule.endpoint, method, path))
    return found


def test_no_session_of_a_trust_opens_an_administrators_page(both: Both) -> None:
    before = rows(both.first.site)
    pages = administrators_pages(both)
    assert len(pages) > 20
    for _, method, path in pages:
        for token in (both.second.facilitator.token, both.first.learner.token):
            headers = {
                "Cookie": f"__Host-olw-admin={token}; plain-olw-admin={token}",
                **with_bearer(token),
            }
            form = {"session": token} if method == "POST" else None
            told = ask(both, method, path, data=form, headers=headers)
            assert (told.status, "admin-session" in told.text) == (401, True), path
            assert MARK not in told.text
    assert rows(both.first.site) == before


@pytest.mark.parametrize("endpoint", STRANGE_LAUNCHES)
def test_a_strange_launch_opens_nothing(both: Both, endpoint: str) -> None:
    before = rows(both.first.site)
    told = STRANGE_LAUNCHES[endpoint](both)
    assert 400 <= told.status < 500, told
    assert MARK not in told.text
    assert rows(both.first.site) == before


def sessions_of(site: Site) -> list[str]:
    """The sessions of one trust's people, with what each page of theirs is."""
    query = (
        select(LaunchSession)
        .join(Learner, Learner.id == LaunchSession.learner_id)
        .join(Registration, Registration.id == Learner.registration_id)
        .where(Registration.issuer == site.config.issuer)
        .order_by(LaunchSession.id)
    )
    with site.wiring.database.engine.connect() as connection:
        return [str(row) for row in connection.execute(query)]


def test_a_token_reaches_its_own_trust_alone(own_both: Both) -> None:
    first = own_both.trusts.first
    before, sessions = rows(first), sessions_of(first)
    for endpoint, asking in OWN_TOKENS.items():
        told = asking(own_both)
        assert told.status < 400, (endpoint, told)
        assert MARK not in told.text, endpoint
        assert sessions_of(first) == sessions, endpoint
    after = rows(first)
    assert {name for name in after if after[name] != before[name]} == {"learner"}
    with first.wiring.database.reading() as session:
        who = session.query(Learner).filter_by(lang="en-GB").one()
        assert who.registration.issuer == own_both.trusts.second.config.issuer


@pytest.mark.parametrize("endpoint", ASKED)
def test_another_trusts_session_opens_nothing(both: Both, endpoint: str) -> None:
    before = rows(both.first.site)
    told = ASKED[endpoint](both, both.second)
    assert (told.status, "not-yours" in told.text) == (403, True), told
    assert MARK not in told.text
    assert rows(both.first.site) == before


def test_whom_it_belongs_to_is_answered(own_both: Both) -> None:
    """The same requests, in the order of a story: each attack above could have succeeded."""
    first = own_both.first
    later = ("api.plan", "api.card", "api.retry", "my_data.forget")
    pages = [
        name for name in ASKED if not name.startswith("api.") and name not in later
    ]
    told = {name: ASKED[name](own_both, first) for name in [*pages, "api.respond"]}
    first.play(BEST)
    for name in later:
        told[name] = ASKED[name](own_both, first)
    statuses = {name: one.status for name, one in told.items()}
    assert statuses == {**dict.fromkeys(ASKED, 200), "my_data.forget": 204}
    assert {name for name, one in told.items() if MARK in one.text} == MARKED


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize(
    ("file", "has_names"),
    [("file/who", True), ("file/not-started", True), ("programme/figures", False)],
)
def test_a_file_of_either_kind_is_its_own_trusts(
    both: Both, file: str, has_names: bool, ending: str
) -> None:
    asking = facilitator_asks("POST", f"/cohort/{{link}}/{file}.{ending}")
    told = asking(both, both.second)
    assert (told.status, "not-yours" in told.text) == (403, True)
    assert MARK not in told.text
    told = asking(both, both.first)
    assert (told.status, MARK in written(told.body)) == (200, has_names)


def written(file: bytes) -> str:
    """What stands in a file; a workbook (XLSX) is a zip of texts."""
    if not file.startswith(b"PK"):
        return file.decode()
    with zipfile.ZipFile(BytesIO(file)) as parts:
        return " ".join(parts.read(name).decode() for name in parts.namelist())


def test_a_choice_goes_to_the_platform_that_asked_for_it(both: Both) -> None:
    """Authors of both trusts have the picker open: each answer is for one of them alone."""
    for mine, other in (
        (both.trusts.first, both.trusts.second),
        (both.trusts.second, both.trusts.first),
    ):
        sent = picker(mine).send("kind")
        action, answer = form_of(sent.text)
        assert action.startswith(mine.platform)
        assert other.platform not in sent.text
        claims = json.loads(jws.extract_compact(answer["JWT"].encode()).payload)
        assert claims["aud"] in (mine.config.issuer, [mine.config.issuer])


@pytest.mark.parametrize(
    "path",
    [
        "/play/{attempt}",
        "/home/{link}",
        "/home/{link}/kind",
        "/cards/{link}/kind",
        "/data/{link}",
        "/review/{link}",
        "/seen/{link}",
    ],
)
def test_a_shell_holds_nothing(both: Both, path: str) -> None:
    where = path.format(
        attempt=both.first.learner.attempt,
        link=both.first.listed.link,
    )
    told = ask(both, "GET", where)
    assert (told.status, MARK in told.text) == (200, False)


def test_the_same_ids_are_different_people(both: Both) -> None:
    """The second trust's learner is at the beginning, where the first's is in the middle."""
    mine, theirs = both.second, both.first
    assert mine.site.learner() == theirs.site.learner()
    assert mine.site.config.client_id == theirs.site.config.client_id
    assert config_of(launch(mine.site, mine.site.learner()).text)["view"]["step"] == 0
    assert (
        config_of(launch(theirs.site, theirs.site.learner()).text)["view"]["step"] > 0
    )


def test_a_story_that_is_shared_is_not_shared_with_another_trust(
    own_both: Both,
) -> None:
    """Course, activity and people have the same ids there."""
    first, second = own_both.first, own_both.second
    first.play(BEST)
    where = f"/seen/{first.listed.link}"
    own = with_bearer(first.listed.token)
    page = ask(own_both, "GET", where + "/content", headers=own).text
    (way,) = re.findall(r'name="shown" value="([^"]+)"', page)
    form = {"session": first.listed.token, "do": "share", "shown": way, "share": way}
    assert ask(own_both, "POST", where, data=form).status == 200
    for trust, is_theirs in ((first, True), (second, False)):
        site = trust.site
        page = look(site, site.learner(), site.facilitator())
        assert (page.status_code, SHARES in page.text) == (200, is_theirs)
