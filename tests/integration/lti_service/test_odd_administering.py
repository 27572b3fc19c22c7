"""Whatever an administrator's form or a registration link's address holds: never a 5xx, never a
traceback. On PostgreSQL, which refuses characters that SQLite takes.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.integration.lti_service.administering import Admin, addresses, signed_in
from tests.integration.lti_service.databases import postgresql_url
from tests.integration.lti_service.registering import make_link
from tests.integration.lti_service.site import Site, start_site

ODD = [
    "\0",
    "\x7f",
    "\ufffe",
    "\U0010ffff",
    "'",
    "%00",
    "../..",
    "x" * 3000,
    "\u202e",
    "99",
]
TEXT = st.one_of(st.sampled_from(ODD), st.text(max_size=30))
NAMES = st.sampled_from(
    [
        "name",
        "family",
        "issuer",
        "client_id",
        "login_url",
        "token_url",
        "keys_url",
        "frames",
        "support",
        "usual_report",
        "report",
        "deployment",
        "deployments",
        "algorithms",
        "audiences",
        "platform",
        "sub",
        "sure",
        "learner",
        "at",
        "course",
    ]
)
LEFT_OUT = {"admin.sign_out", "admin.sign_all_out", "admin.sign_in", "admin.enter"}
"""After these nobody is signed in; test_admin_entry.py has them."""
ADDRESSES = (f"192.0.2.{at % 250}" for at in count())
"""Each example asks from a place of its own: one place may use thirty links at once."""
EASY = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder: Path = tmp_path_factory.mktemp("odd")
    running = start_site(folder, database_url=postgresql_url())
    yield running
    running.stop()


@pytest.fixture(scope="module")
def admin(postgres: Site) -> Admin:
    return signed_in(postgres)


NUMBERS = st.sampled_from(["0", "1", "2", "2147483648", "9" * 30])


def those(admin: Admin, method: str) -> list[str]:
    found = addresses(admin.site, method)
    return [found[name] for name in sorted(found) if name not in LEFT_OUT]


@EASY
@given(
    data=st.data(),
    number=NUMBERS,
    fields=st.dictionaries(NAMES, TEXT, max_size=8),
)
def test_forms_with_odd_values(
    admin: Admin, data: st.DataObject, number: str, fields: dict[str, str]
) -> None:
    path = data.draw(st.sampled_from(those(admin, "POST"))).format(number, number)
    form = admin.form()
    answer = admin.client.post("/admin" + path, data={"form": form, **fields})
    assert answer.status_code < 500, answer.text
    assert "Traceback" not in answer.text


@EASY
@given(data=st.data(), number=NUMBERS, ending=TEXT, query=TEXT)
def test_pages_with_odd_addresses(
    admin: Admin, data: st.DataObject, number: str, ending: str, query: str
) -> None:
    path = data.draw(st.sampled_from(those(admin, "GET"))).format(number, number)
    path = path.replace("<ending>", quote(ending, safe=""))
    answer = admin.client.get("/admin" + path, query_string={"about": query})
    assert answer.status_code < 500, answer.text
    assert "Traceback" not in answer.text


@EASY
@given(
    values=st.dictionaries(
        st.sampled_from(["openid_configuration", "registration_token", "frame"]),
        st.one_of(
            TEXT,
            st.sampled_from(["https://[x", "http://127.0.0.1:1/", "https://é.example"]),
        ),
    )
)
def test_registrations_with_odd_values(postgres: Site, values: dict[str, str]) -> None:
    path = "/register/" + make_link(postgres).rpartition("/")[2]
    client = postgres.app.test_client()
    client.environ_base["REMOTE_ADDR"] = next(ADDRESSES)
    for answer in (
        client.get(path, query_string=values),
        client.post(path, data=values),
    ):
        assert answer.status_code < 500, answer.text
        assert answer.status_code != 429, "counted as one who asks too often"
        assert "Traceback" not in answer.text
