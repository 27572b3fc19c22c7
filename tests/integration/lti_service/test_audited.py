"""Whatever an administrator sends with a form is in the log once: who, what and about which LMS,
and neither a secret nor a person.
"""

from __future__ import annotations

from demo.platform.tokens import CLAIM
from lti_service.models import AdminEvent, Context, ToolKey
from tests.integration.lti_service.administering import (
    Admin,
    addresses,
    sign_in_link,
    signed_in,
)
from tests.integration.lti_service.playing import arrive, best_answers
from tests.integration.lti_service.site import Site, begin

LMS = {
    "name": "Elm",
    "issuer": "https://elm.example",
    "client_id": "c-1",
    "login_url": "https://elm.example/auth",
    "token_url": "https://elm.example/token",
    "keys_url": "https://elm.example/jwks",
    "usual_report": "score",
}
DEEDS: dict[str, tuple[str, dict[str, str], str]] = {
    "admin.add_platform": ("", LMS, "added platform"),
    "admin.edit_platform": ("2", {**LMS, "name": "Ash"}, "changed name"),
    "admin.edit_tokens": (
        "2",
        {"algorithms": "ES256"},
        "changed how launches are signed",
    ),
    "admin.keep_deployment": (
        "2",
        {"deployment": "9", "report": "score"},
        "deployment 9 reports score",
    ),
    "admin.refuse": ("1", {"deployment": "ward 7"}, "refused deployment ward 7"),
    "admin.approve": (
        "1",
        {"deployment": "ward 7", "report": "score"},
        "approved deployment ward 7",
    ),
    "admin.try_platform": ("1", {}, "tried the connection"),
    "admin.make_link": (
        "",
        {"name": "Oak", "report": "score"},
        "made a registration link",
    ),
    "admin.take_link_back": ("1", {}, "took back a registration link"),
    "admin.add_programme": (
        "",
        {"platform": "1", "name": "Wards"},
        "added programme Wards",
    ),
    "admin.join_course": (
        "1",
        {"course": "COURSE"},
        "put a course into programme Wards",
    ),
    "admin.open_programme": ("1", {"is_open": "yes"}, "opened programme Wards"),
    "admin.leave_course": (
        "1",
        {"course": "COURSE"},
        "took a course out of programme Wards",
    ),
    "admin.remove_programme": ("1", {"sure": "yes"}, "removed programme Wards"),
    "admin.retry_scores": ("1", {}, "retried scores"),
    "admin.retry_activity": ("1", {}, "retried scores of an activity"),
    "admin.rotate": ("", {}, "rotated the signing key"),
    "admin.export_person": (
        "",
        {"platform": "1", "sub": "PERSON"},
        "exported a person",
    ),
    "admin.export_everyone": ("1", {}, "exported everyone"),
    "admin.end_sessions_of_person": (
        "",
        {"platform": "1", "sub": "PERSON"},
        "ended a person's sessions",
    ),
    "admin.end_sessions_of_platform": ("1", {}, "ended everyone's sessions"),
    "admin.forget_person": (
        "",
        {"platform": "1", "sub": "PERSON", "sure": "yes"},
        "forgot a person",
    ),
    "admin.remove_platform": ("2", {"name": "Ash"}, "removed platform with 0 people"),
    "admin.sign_out": ("", {}, "signed out"),
    "admin.sign_in": ("", {}, "signed in"),
    "admin.sign_all_out": ("", {}, "signed every administrator out"),
}
"""Endpoint -> its number, the form and what the log says, in an order in which each can be done."""


def log(site: Site) -> list[AdminEvent]:
    with site.wiring.database.reading() as session:
        return session.query(AdminEvent).order_by(AdminEvent.id).all()


def send(admin: Admin, endpoint: str, words: dict[str, str]) -> int:
    """The status that an administrator gets for a form."""
    number, form, _ = DEEDS[endpoint]
    path = addresses(admin.site, "POST")[endpoint].format(number, number)
    if endpoint == "admin.sign_in":
        path = sign_in_link(admin.site).removeprefix("/admin")
        return int(admin.client.post("/admin" + path).status_code)
    fields = {name: words.get(value, value) for name, value in form.items()}
    return int(admin.post(path, **fields).status_code)


def test_every_form_is_in_the_log_once(own_site: Site) -> None:
    assert sorted(addresses(own_site, "POST")) == sorted(DEEDS)
    arrive(own_site).play(best_answers("kind"))
    begun = begin(own_site)
    begun.post_claims(begun.claims() | {CLAIM + "deployment_id": "ward 7"})
    with own_site.wiring.database.reading() as session:
        course = str(session.query(Context).one().id)
    words = {"PERSON": own_site.learner(), "COURSE": course}
    person = own_site.config.course.person(own_site.learner())
    assert person is not None
    admin = signed_in(own_site)
    for endpoint, (_, _, told) in DEEDS.items():
        before = len(log(own_site))
        status = send(admin, endpoint, words)
        assert status < 400, endpoint
        new = log(own_site)[before:]
        assert [(one.by, one.action) for one in new] == [("Sam", told)], endpoint
    whole = " ".join(f"{one.by} {one.action} {one.about}" for one in log(own_site))
    assert own_site.config.name in whole
    assert not any(one in whole for one in (words["PERSON"], person.name))
    with own_site.wiring.database.reading() as session:
        kids = {one.kid for one in session.query(ToolKey)}
    # A link's or a session's secret has no blank in it and is long; so is a key's public name.
    assert {word for word in whole.split() if len(word) > 15} <= kids
