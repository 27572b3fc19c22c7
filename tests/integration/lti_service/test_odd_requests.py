"""Whatever bytes come in, on whichever route: never a 500, never a traceback. On PostgreSQL, which
refuses characters that SQLite takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.integration.lti_service.databases import postgresql_url
from tests.integration.lti_service.playing import arrive
from tests.integration.lti_service.site import Site, launch, page_data, start_site

ODD = [
    "\0",
    "\x01",
    "\x7f",
    "\ufffe",
    "\U0010ffff",
    "'",
    '"',
    "%00",
    "../..",
    "a" * 300,
    "\u202e",
]
# Bytes as they may stand in a path, a header or a cookie; some are no UTF-8.
RAW = st.one_of(
    st.sampled_from([odd.encode() for odd in ODD]),
    st.sampled_from([b"\xff\xfe", b"\xed\xa0\x80", b"\xc0\x80", b"a\0b"]),
    st.binary(max_size=40),
)
TEXT = st.one_of(st.sampled_from(ODD), st.text(max_size=40))
NAMES = [
    "iss",
    "client_id",
    "login_hint",
    "target_link_uri",
    "lti_message_hint",
    "state",
    "id_token",
]
NAMES += [
    "browser",
    "session",
    "link",
    "error",
    "lti_storage_target",
    "lti_deployment_id",
]
PAIRS = st.dictionaries(st.one_of(st.sampled_from(NAMES), TEXT), TEXT, max_size=6)
LEAF = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXT)
JSON = st.recursive(
    LEAF,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4)
    ),
    max_leaves=12,
)
FIELDS = [
    "attempt",
    "step",
    "response",
    "cue",
    "action",
    "stop",
    "before",
    "now",
    "card",
    "variant",
]
BODIES = st.one_of(
    st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=6),
    JSON,
)
EASY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    running = start_site(tmp_path_factory.mktemp("odd"), database_url=postgresql_url())
    yield running
    running.stop()


def routes(site: Site) -> list[tuple[str, str]]:
    """(method, path with `{}` for each variable part) of every route."""
    found = []
    for rule in site.app.url_map.iter_rules():
        parts: list[str] = []
        for is_variable, text in rule._trace:
            part = "{}" if is_variable else text
            parts.append(part)
        path = "".join(parts).lstrip("|")
        for method in sorted(rule.methods - {"OPTIONS"}):
            found.append((method, path))
    return sorted(found)


def ask(site: Site, method: str, raw_path: bytes, **more: Any) -> Any:
    """One request whose path has exactly these bytes."""
    more.setdefault("environ_overrides", {})["PATH_INFO"] = raw_path.decode("latin-1")
    return site.app.test_client().open("/", method=method, **more)


def fine(answer: Any) -> bool:
    page = answer.get_data()
    answer.close()
    return answer.status_code < 500 and b"Traceback" not in page


@pytest.mark.parametrize(
    "path", ["/play/{}", "/home/{}", "/home/{}/kind", "/cohort/{}", "/home/x/{}"]
)
@pytest.mark.parametrize("odd", [b"\0", b"a\0b", b"\xed\xa0\x80", b"\xff", b"a" * 4000])
def test_odd_keys_are_not_found(postgres: Site, path: str, odd: bytes) -> None:
    start, end = path.encode().split(b"{}")
    for more in ([b""], [b"", b"/content"])[path.startswith(("/play", "/home"))]:
        answer = ask(postgres, "GET", start + odd + end + more)
        known = odd == b"\xff" or odd == b"\xed\xa0\x80"
        assert fine(answer)
        assert known or answer.status_code == 404, answer.get_data(as_text=True)


KINDS = [
    "application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "multipart/form-data",
    "text/plain; charset=\u00ff",
]
# A line end would be the end of the header (RFC 9110 5.5), and no client can send one.
VALUE = RAW.map(lambda raw: raw.decode("latin-1").replace("\r", " ").replace("\n", " "))
HEADERS = st.fixed_dictionaries(
    {
        "Cookie": VALUE,
        "Authorization": VALUE.map(lambda value: "Bearer " + value),
        "Range": st.sampled_from(["bytes=0-1", "bytes=9-1", "x", ""]),
        "If-None-Match": VALUE,
        "Content-Type": st.sampled_from(KINDS),
    }
)


@EASY
@given(
    which=st.integers(0, 999),
    inside=st.lists(RAW, min_size=2, max_size=2),
    headers=HEADERS,
    query=PAIRS,
    body=RAW,
)
def test_every_route_with_odd_bytes_everywhere(
    postgres: Site,
    which: int,
    inside: list[bytes],
    headers: dict[str, str],
    query: dict[str, str],
    body: bytes,
) -> None:
    known = routes(postgres)
    method, path = known[which % len(known)]
    first, *rest = path.encode().split(b"{}")
    raw = first + b"".join(odd + part for odd, part in zip(inside, rest, strict=False))
    more: dict[str, Any] = {"headers": headers, "query_string": query}
    if method not in ("GET", "HEAD"):
        more["data"] = body
    assert fine(ask(postgres, method, raw, **more))


@EASY
@given(
    form=PAIRS,
    path=st.sampled_from(["/login", "/launch", "/launch/held", "/launch/again"]),
)
def test_forms_with_odd_values(postgres: Site, form: dict[str, str], path: str) -> None:
    known = {
        "iss": postgres.config.issuer,
        "login_hint": "u100",
        "target_link_uri": postgres.tool + "/launch",
    }
    fields = {
        name: quote(value, errors="replace")
        for name, value in {**known, **form}.items()
    }
    body = "&".join(
        f"{quote(name, errors='replace')}={value}" for name, value in fields.items()
    )
    kind = "application/x-www-form-urlencoded"
    answer = postgres.app.test_client().post(path, data=body, content_type=kind)
    assert fine(answer)


@EASY
@given(body=BODIES, call=st.sampled_from(["respond", "retry", "plan", "card"]))
def test_play_calls_with_odd_json(postgres: Site, body: Any, call: str) -> None:
    learner = arrive(postgres)
    address = learner.config["urls"][call]
    headers = {"Authorization": f"Bearer {learner.config['auth']['bearer']}"}
    answer = postgres.app.test_client().post(address, json=body, headers=headers)
    assert fine(answer)


@EASY
@given(key=RAW)
def test_a_facilitators_routes_with_odd_keys(postgres: Site, key: bytes) -> None:
    token = page_data(launch(postgres, postgres.learner()).text)["token"]
    for path in (b"/cohort/", b"/home/"):
        for more in (b"", b"/try", b"/leave", b"/guide/kind", b"/kind/content"):
            for method in ("GET", "POST"):
                sent: dict[str, Any] = {"headers": {"Authorization": f"Bearer {token}"}}
                if method == "POST":
                    sent["data"] = {"session": token}
                assert fine(ask(postgres, method, path + key + more, **sent))
