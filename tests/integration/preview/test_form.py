"""The form over real HTTP: it changes the file, and only for our own pages."""

from __future__ import annotations

from pathlib import Path

import httpx2
import pytest

from demo import loopback
from olw_core.preview.form.desk import Desk

RECAP = "story/scenes/desk/recap"


def post(
    url: str, folder: Path, typed: dict[str, str], **headers: str
) -> tuple[int, str, httpx2.Response]:
    """Status, where it leads, and the reply."""
    data = {"token": "a-token", "version": Desk(folder).version(), **typed}
    reply = loopback.post(f"{url}/edit", data=data, headers={"Origin": url, **headers})
    return reply.status_code, reply.headers.get("location", ""), reply


def test_a_change_is_saved_shown_and_taken_back(url: str, folder: Path) -> None:
    file = folder / "module.yaml"
    before = file.read_text("utf-8")
    typed = {"do": "save", "scene": "desk", RECAP: "Sam: quiet."}
    assert post(url, folder, typed)[:2] == (303, "/edit?scene=desk&said=saved")
    after = before.replace(
        "recap: Sam has gone quiet since the morning meeting.", 'recap: "Sam: quiet."'
    )
    assert file.read_text("utf-8") == after
    page = loopback.get(f"{url}/edit?scene=desk&said=saved").text
    assert ('value="Sam: quiet."' in page, "Saved." in page) == (True, True)
    assert post(url, folder, typed)[1] == "/edit?scene=desk&said=same"
    assert post(url, folder, {"do": "undo", "scene": "desk"})[1].endswith("said=undone")
    assert file.read_text("utf-8") == before
    assert post(url, folder, {"do": "scene", "name": "late", "kind": "ending"})[1] == (
        "/edit?scene=late&said=added"
    )
    page = loopback.get(f"{url}/edit").text
    assert "late</a> (ending); <b>1 error</b>" in page
    assert "No choice leads to this scene" in page


def test_the_checks_of_a_field_stand_beside_it(url: str, folder: Path) -> None:
    long = " ".join(["word"] * 90)
    path = "story/scenes/desk/item/options/a/feedback/why"
    post(url, folder, {"do": "save", "scene": "desk", path: long})
    page = loopback.get(f"{url}/edit?scene=desk").text
    told = page.partition(f'<div id="{path}-told">')[2].partition("</div>")[0]
    assert "<b>Warning:</b> The sentence &#39;word word" in told
    assert "has 90 words; aim for 20. Split it." in told


def test_what_was_typed_is_not_lost_when_the_file_has_changed(
    url: str, folder: Path
) -> None:
    file = folder / "module.yaml"
    typed = {
        "do": "save",
        "scene": "desk",
        RECAP: "Mine.",
        "version": Desk(folder).version(),
    }
    theirs = file.read_text("utf-8").replace("The next meeting is about", "It is about")
    file.write_text(theirs, "utf-8")
    status, _, reply = post(url, folder, typed)
    assert (status, file.read_text("utf-8")) == (422, theirs)
    assert 'value="Mine."' in reply.text
    assert "module.yaml was changed while you wrote." in reply.text


FOREIGN: list[tuple[str, dict[str, str], dict[str, str]]] = [
    ("another origin", {}, {"Origin": "http://evil.example"}),
    ("a frame without an origin", {}, {"Origin": "null"}),
    ("no origin", {}, {"Origin": ""}),
    ("another port", {}, {"Origin": "http://127.0.0.1:1"}),
    ("another site", {}, {"Sec-Fetch-Site": "cross-site"}),
    ("another port of this machine", {}, {"Sec-Fetch-Site": "same-site"}),
    ("a name that leads here", {}, {"Host": "evil.example"}),
    ("no token", {"token": ""}, {}),
    ("a guess", {"token": "a-tokem"}, {}),
    ("a token of other letters", {"token": "ä"}, {}),
]


@pytest.mark.parametrize(("why", "typed", "headers"), FOREIGN)
def test_other_sites_change_nothing(
    url: str, folder: Path, why: str, typed: dict[str, str], headers: dict[str, str]
) -> None:
    before = (folder / "module.yaml").read_text("utf-8")
    change = {"do": "save", "scene": "desk", RECAP: "Theirs.", **typed}
    status, _, reply = post(url, folder, change, **headers)
    assert (status, reply.text.partition(":")[0]) == (403, "Nothing was changed"), why
    assert (folder / "module.yaml").read_text("utf-8") == before


def test_other_sites_read_nothing(url: str) -> None:
    """Neither under a name of their own, nor in a frame."""
    for path in ("/", "/edit", "/version", "/page.css"):
        reply = loopback.get(url + path, headers={"Host": "evil.example"})
        assert (reply.status_code, "a-token" in reply.text) == (403, False)
        own = loopback.get(url + path)
        assert own.headers["content-security-policy"] == "frame-ancestors 'none'"
        assert own.headers["cross-origin-resource-policy"] == "same-origin"
        assert own.headers["x-content-type-options"] == "nosniff"


REFUSED = [
    ({"do": "save", "scene": "nowhere", RECAP: "x"}, 303),
    ({"do": "fly"}, 422),
    ({}, 422),
    ({"do": "undo"}, 422),
    ({"do": "scene", "name": "desk", "kind": "ending"}, 422),
    ({"do": "person", "name": "S", "shown": "x", "role": "y"}, 422),
    ({"do": "option", "scene": "ending_half"}, 422),
]


@pytest.mark.parametrize(("typed", "status"), REFUSED)
def test_refusals_say_why_and_change_nothing(
    url: str, folder: Path, typed: dict[str, str], status: int
) -> None:
    before = (folder / "module.yaml").read_bytes()
    found, to, reply = post(url, folder, typed)
    assert found == status
    if status == 303:
        assert to.endswith("said=same")
    else:
        assert 'role="alert"' in reply.text
    assert (folder / "module.yaml").read_bytes() == before


def test_too_long_a_form_and_other_addresses(url: str) -> None:
    reply = loopback.post(
        f"{url}/edit", content=b"x" * 1_000_001, headers={"Origin": url}
    )
    assert reply.status_code == 413
    data = {"token": "a-token"}
    reply = loopback.post(f"{url}/other", data=data, headers={"Origin": url})
    assert reply.status_code == 404
    assert loopback.get(f"{url}/edit?scene=nowhere").status_code == 404


@pytest.mark.parametrize("content", ["", "a: [", "- x", "story: 1"])
def test_a_file_that_cannot_be_read_is_told(
    url: str, folder: Path, content: str
) -> None:
    (folder / "module.yaml").write_text(content, "utf-8")
    page = loopback.get(f"{url}/edit")
    assert (page.status_code, "What the checks say" in page.text) == (200, True)
    assert "Traceback" not in page.text
    assert post(url, folder, {"do": "scene", "name": "x", "kind": "ending"})[0] == 422


def test_a_file_that_is_gone_is_told(url: str, folder: Path) -> None:
    (folder / "module.yaml").unlink()
    page = loopback.get(f"{url}/edit")
    assert "module.yaml cannot be read" in page.text
