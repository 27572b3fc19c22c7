"""Whatever a command changes or tells of people is in the log once: who, what and about which LMS,
and neither a secret nor a person.
"""

from __future__ import annotations

from demo.platform.tokens import CLAIM
from lti_service.cli import lti
from lti_service.models import AdminEvent, Context, ToolKey
from tests.integration.lti_service.administering import typed
from tests.integration.lti_service.playing import arrive, best_answers
from tests.integration.lti_service.site import Site, begin
from tests.unit.lti_service.test_docs import commands

NEW = {
    "--name": "Elm",
    "--issuer": "https://elm.example",
    "--client-id": "c-1",
    "--login-url": "https://elm.example/auth",
    "--token-url": "https://elm.example/token",
    "--keys-url": "https://elm.example/jwks",
}
ELM = ["--issuer", NEW["--issuer"], "--client-id", NEW["--client-id"]]
DEEDS: dict[str, tuple[list[str], str]] = {
    "platforms add": (
        [word for pair in NEW.items() for word in pair],
        "added platform",
    ),
    "platforms edit": (["Elm", "--name", "Ash"], "changed name"),
    "platforms tokens": (
        ["Ash", "--algorithm", "ES256"],
        "changed how launches are signed",
    ),
    "platforms private": (["Ash"], "private addresses allowed"),
    "platforms add-deployment": (
        [*ELM, "--deployment", "9"],
        "deployment 9 reports score",
    ),
    "platforms refuse": (["LMS", "ward 7"], "refused deployment ward 7"),
    "platforms approve": (["LMS", "ward 7"], "approved deployment ward 7"),
    "platforms link": (["Oak"], "made a registration link"),
    "platforms unlink": (["1"], "took back a registration link"),
    "doctor": (["LMS"], "tried the connection"),
    "programmes add": (["LMS", "Wards"], "added programme Wards"),
    "programmes join": (
        ["LMS", "Wards", "COURSE"],
        "put a course into programme Wards",
    ),
    "programmes open": (["LMS", "Wards"], "opened programme Wards"),
    "programmes figures": (["LMS", "Wards"], "looked at programme Wards"),
    "programmes leave": (
        ["LMS", "Wards", "COURSE"],
        "took a course out of programme Wards",
    ),
    "programmes remove": (["LMS", "Wards", "--yes"], "removed programme Wards"),
    "scores retry": (["LMS"], "retried scores"),
    "keys rotate": ([], "rotated the signing key"),
    "reseal": ([], "sealed everything anew"),
    "export": (["LMS", "PERSON"], "exported a person"),
    "sessions end": (["LMS", "PERSON"], "ended a person's sessions"),
    "forget": (["LMS", "PERSON", "--yes"], "forgot a person"),
    "platforms remove": (["Ash", "--yes"], "removed platform with 0 people"),
    "admin link": (["--name", "Sam"], "made a sign-in link"),
    "admin sign-out": ([], "signed every administrator out"),
}
"""Command -> its words and what the log says, in an order in which each can be done."""
OF_MANY = {
    "export": (["LMS"], "exported everyone"),
    "sessions end": (["LMS"], "ended everyone's sessions"),
    "scores retry": (["LMS", "--activity", "1"], "retried scores of an activity"),
}
"""The same with other words."""
NOT_LOGGED = {
    "serve": "the service itself",
    "worker": "the service itself",
    "migrate": "runs before each start, and decides nothing",
    "settings": "only shows",
    "platforms list": "only shows",
    "platforms show": "only shows",
    "platforms pending": "only shows",
    "platforms links": "only shows",
    "programmes list": "only shows",
    "programmes courses": "only shows",
    "scores list": "only shows",
    "keys list": "only shows",
    "keys pem": "only shows what is published",
    "admin overview": "only shows",
    "admin log": "only shows",
}
"""What leaves nothing in the log, and why."""


def log(site: Site) -> list[AdminEvent]:
    with site.wiring.database.reading() as session:
        return session.query(AdminEvent).order_by(AdminEvent.id).all()


def test_every_command_is_in_the_log_once_or_says_why_not(own_site: Site) -> None:
    known = sorted(words.strip() for words in dict(commands(lti, "")))
    assert known == sorted([*DEEDS, *NOT_LOGGED])
    arrive(own_site).play(best_answers("kind"))
    begun = begin(own_site)
    begun.post_claims(begun.claims() | {CLAIM + "deployment_id": "ward 7"})
    with own_site.wiring.database.reading() as session:
        course = session.query(Context).one().context_id
    sub = own_site.learner()
    person = own_site.config.course.person(sub)
    assert person is not None
    stand_for = {"LMS": own_site.config.name, "PERSON": sub, "COURSE": course}
    for command, (words, told) in [*OF_MANY.items(), *DEEDS.items()]:
        before = len(log(own_site))
        filled = [stand_for.get(word, word) for word in words]
        answer = typed(own_site, *command.split(), *filled)
        assert answer.exit_code == 0, answer.output
        new = log(own_site)[before:]
        assert [(one.by, one.action) for one in new] == [("command line", told)]
    whole = " ".join(f"{one.by} {one.action} {one.about}" for one in log(own_site))
    assert own_site.config.name in whole
    assert not any(one in whole for one in (sub, person.name))
    with own_site.wiring.database.reading() as session:
        kids = {one.kid for one in session.query(ToolKey)}
    # A link's secret has no blank in it and is long; so is a key's public name.
    assert {word for word in whole.split() if len(word) > 15} <= kids


def test_what_only_shows_leaves_nothing_in_the_log(own_site: Site) -> None:
    for command, why in NOT_LOGGED.items():
        if why == "only shows" and command not in (
            "platforms show",
            "programmes courses",
        ):
            assert typed(own_site, *command.split()).exit_code == 0
    typed(own_site, "platforms", "show", own_site.config.name)
    assert log(own_site) == []
