"""The WSGI application: routes, mount points, refusals."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from wsgiref.types import WSGIApplication as App
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

import pytest

from olw_core.engine import record
from olw_core.page.pages import STYLE
from scorm_export.errors import ScormError
from scorm_export.lms.app import lms_app
from tests.unit.scorm_export.lms import zips


def ask(
    app: App, path: str, body: bytes | None = None, root: str = "", method: str = ""
) -> tuple[int, Mapping[str, str], bytes]:
    """(status, headers, body) of one request, checked against PEP 3333."""
    address, _, query = path.partition("?")
    usual = "GET" if body is None else "POST"
    environ: dict[str, Any] = {
        "PATH_INFO": address, "QUERY_STRING": query, "SCRIPT_NAME": root,
        "REQUEST_METHOD": method or usual,
        "wsgi.input": zips.body(body or b""), "CONTENT_LENGTH": str(len(body or b"")),
    }  # fmt: skip
    setup_testing_defaults(environ)
    started: list[Any] = []

    def start(
        status: str, headers: list[tuple[str, str]], exc_info: object = None
    ) -> Any:
        started.extend((int(status[:3]), dict(headers)))
        return lambda data: None

    chunks = validator(app)(environ, start)
    try:
        return started[0], started[1], b"".join(chunks)
    finally:
        chunks.close()  # type: ignore[attr-defined]


@pytest.fixture
def one(tmp_path: Path) -> App:
    return lms_app({"one": zips.write(tmp_path / "one.zip", zips.scorm12())})


@pytest.fixture
def several(tmp_path: Path) -> App:
    broken = tmp_path / "broken.zip"
    broken.write_text("not a zip")
    cmi5 = zips.write(
        tmp_path / "unit.zip", {"cmi5.xml": zips.CMI5, "one.html": zips.PAGE}
    )
    return lms_app(
        {
            "two": zips.write(tmp_path / "two.zip", zips.scorm12()),
            "unit": cmi5,
            "broken": broken,
        }
    )


def test_a_single_package_is_opened_at_once(one: App) -> None:
    status, headers, _ = ask(one, "/", root="/scorm")
    assert (status, headers["Location"]) == (303, "/scorm/one/")


def test_the_list_names_every_package_and_what_is_wrong(several: App) -> None:
    status, _, body = ask(several, "/", root="/scorm")
    page = body.decode()
    assert status == 200
    assert (
        '<a href="/scorm/two/">Two stories</a><span>two.zip, SCORM 1.2, 2 modules</span>'
        in page
    )
    assert '<a href="/scorm/unit/">One unit</a><span>unit.zip, cmi5</span>' in page
    assert "It could not be opened as a zip" in page


def test_the_page_hands_the_units_to_the_script(one: App) -> None:
    status, headers, body = ask(one, "/one/")
    data = json.loads(body.decode().split('id="package">')[1].split("</script>")[0])
    assert status == 200
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'self'")
    # A calendar file that a package makes: Firefox 153 was seen to ask the policy of the page
    # around for it, and Chromium does not.
    assert "frame-src 'self' blob:;" in policy
    assert data["key"].startswith("olw-lms.one.")
    assert (data["slug"], data["edition"]) == ("one", "1.2")
    assert data["units"] == [
        {
            "id": "i1",
            "title": "One",
            "href": "one.html?lang=en",
            "launchData": "x=1",
            "mastery": "70",
        },
        {
            "id": "i2",
            "title": "Two",
            "href": "sub/two.html",
            "launchData": "",
            "mastery": "",
        },
    ]


def test_a_title_cannot_break_the_page(tmp_path: Path) -> None:
    manifest = zips.SCORM12.replace("Two stories", "&lt;/script&gt;&lt;b&gt;").replace(
        ">One<", ">&lt;/script&gt;<"
    )
    app = lms_app(
        {
            "x": zips.write(
                tmp_path / "x.zip", {"imsmanifest.xml": manifest, "one.html": zips.PAGE}
            )
        }
    )
    body = ask(app, "/x/")[2].decode()
    assert body.count("</script>") == 3  # data, scorm-again, page
    assert "<h1>&lt;/script&gt;&lt;b&gt;</h1>" in body


def test_a_folder_without_its_slash_is_sent_there(one: App) -> None:
    status, headers, _ = ask(one, "/one", root="/scorm")
    assert (status, headers["Location"]) == (301, "/scorm/one/")


def test_content_comes_from_the_zip(one: App) -> None:
    status, headers, body = ask(one, "/one/content/sub/two.html?x=1")
    assert (status, headers["Content-Type"], body) == (
        200,
        "text/html; charset=utf-8",
        zips.PAGE.encode(),
    )


def test_head_has_no_body(one: App) -> None:
    status, headers, body = ask(one, "/one/content/one.html", method="HEAD")
    assert (status, headers["Content-Length"], body) == (200, str(len(zips.PAGE)), b"")


@pytest.mark.parametrize(
    "path",
    ["/two/", "/one/other/", "/one/content/", "/one/content/three.html",
     "/one/content/../../setup.cfg", "/static/", "/static/lms.html",
     "/static/../app.py", "/static/%2e%2e/app.py", "/one/content/\u0000"],
)  # fmt: skip
def test_what_is_not_there(one: App, path: str) -> None:
    assert ask(one, path)[0] == 404


def test_static_files(one: App) -> None:
    status, headers, body = ask(one, "/static/lms.js")
    assert (status, headers["Content-Type"]) == (200, "text/javascript; charset=utf-8")
    assert body.startswith(b"// The LMS page")


def test_a_refused_package_gets_a_page_that_says_why(several: App) -> None:
    status, _, body = ask(several, "/broken/")
    assert status == 400
    assert b"It could not be opened as a zip" in body


def test_stored_text_is_put_into_words(one: App) -> None:
    text = record.write(record.Record("kind", 1, 1, (("k1", "a"),)))
    status, _, body = ask(one, "/one/record", json.dumps(f"{text}~2").encode())
    assert (status, json.loads(body)["modules"][0]["answers"]) == (200, ["k1: a"])
    assert ask(one, "/one/record", b'"another publisher"')[2] == b"null"
    assert ask(one, "/one/record", b'""')[2] == b"null"


@pytest.mark.parametrize("body", [b"{", b"3", b"[" * 100_000])
def test_a_record_that_is_no_text_is_refused(one: App, body: bytes) -> None:
    assert ask(one, "/one/record", body)[0] == 400


@pytest.mark.parametrize("path", ["/\u00ff/", "/one/xapi/log?registration=%ff"])
def test_an_address_that_is_not_in_utf_8_is_told_plainly(one: App, path: str) -> None:
    """The environment has bytes as latin-1 (PEP 3333)."""
    status, _, body = ask(one, path)
    assert (status, body) == (400, b"The address is not in UTF-8.\n")


def test_the_one_style_sheet_is_served(one: App) -> None:
    status, headers, body = ask(one, "/static/page.css")
    assert (status, headers["Content-Type"]) == (200, "text/css; charset=utf-8")
    assert body == STYLE.read_bytes()
    assert b'href="../static/page.css"' in ask(one, "/one/")[2]


def test_a_body_over_the_limit_is_refused(one: App) -> None:
    assert ask(one, "/one/record", b"x" * 1_000_001)[0] == 413


@pytest.mark.parametrize("slug", ["static", "", "a/b", "a b", "..", "a" * 101])
def test_names_that_fit_no_address(tmp_path: Path, slug: str) -> None:
    with pytest.raises(ScormError) as refused:
        lms_app({slug: tmp_path / "x.zip"})
    assert refused.value.code == "lms-name"
