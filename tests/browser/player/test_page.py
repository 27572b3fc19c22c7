"""The page around the player: before its script, under a strict policy, from disk,
several on one page, and its requests.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import ConsoleMessage

from olw_core import player
from olw_core.formats.compiled import Module
from olw_core.page import element as markup
from tests.browser.conftest import NewPage
from tests.browser.player.configs import local_config, remote_config
from tests.browser.player.conftest import Open
from tests.browser.player.states import play, step
from tests.browser.support import axe, waits
from tests.browser.support.play_api import PlayApi
from tests.browser.support.site import Site
from tests.support.modules import first_choice

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'"
)
LOOKS = """([selector, names]) => {
    const player = document.querySelector("olw-player");
    const el = (player.shadowRoot || player).querySelector(selector);
    const style = getComputedStyle(el), box = el.getBoundingClientRect();
    const place = [box.x, box.y, box.width].map(Math.round);
    return [...place, ...names.map((name) => style[name])];
}"""
STYLES = [
    "fontSize",
    "fontWeight",
    "color",
    "backgroundColor",
    "lineHeight",
    "borderRadius",
]


@pytest.mark.parametrize("width", [1280, 320])
def test_the_first_scene_is_there_before_the_script_and_stays_where_it_is(
    site: Site, new_page: NewPage, kind: Module, width: int
) -> None:
    config = local_config([kind])
    still = new_page(width, java_script_enabled=False)
    still.goto(site.add("first.html", markup.page(config, scripts=["player-local.js"])))
    words = [
        " ".join(text.split())
        for text in still.locator(".screen > *").all_inner_texts()
    ]
    page = new_page(width)
    page.goto(site.add("second.html", markup.page(config, scripts=["player-local.js"])))
    page.locator(".q input").first.wait_for()
    drawn = [
        " ".join(text.split()) for text in page.locator(".screen > *").all_inner_texts()
    ]
    assert [
        line.removesuffix(" Leave this story").removesuffix(" Continue")
        for line in drawn
    ] == words
    bare = new_page(width)
    bare.route("**/*.js", lambda route: route.abort())
    bare.goto(f"{site.address}/second.html")
    for selector in (
        "header .title",
        "header .caption",
        ".note",
        ".top",
        ".pic",
        ".bubble",
        ".q legend",
        ".opt",
    ):
        assert bare.evaluate(LOOKS, [selector, STYLES]) == page.evaluate(
            LOOKS, [selector, STYLES]
        )


def test_the_pre_rendered_page_is_accessible_by_itself(
    site: Site, new_page: NewPage, kind: Module
) -> None:
    page = new_page(320)
    page.route("**/*.js", lambda route: route.abort())
    page.goto(
        site.add(
            "bare.html", markup.page(local_config([kind]), scripts=["player-local.js"])
        )
    )
    assert axe.faults(page) == []


def test_a_strict_policy_is_enough(site: Site, new_page: NewPage, kind: Module) -> None:
    site.headers["Content-Security-Policy"] = POLICY
    page = new_page()
    refused: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            refused.append(message.text)

    page.on("console", hear)
    page.goto(
        site.add(
            "strict.html",
            markup.page(local_config([kind]), scripts=["player-local.js"]),
        )
    )
    page.locator(".q button").first.wait_for()
    play(page)
    assert refused == []


def test_three_requests_to_the_first_choice_and_one_after(
    site: Site, new_page: NewPage, kind: Module
) -> None:
    page = new_page()
    page.clock.install(time=0)
    page.clock.pause_at(1000)
    page.goto(
        site.add(
            "counted.html",
            markup.page(local_config([kind]), scripts=["player-local.js"]),
        )
    )
    page.locator(".q input").first.wait_for()
    assert sorted(set(site.asked) - {"favicon.ico"}) == [
        "counted.html",
        "player-local.js",
        "player.css",
    ]
    page.clock.resume()
    waits.until(page, lambda: player.MORE_PACKAGED in site.asked)
    page.wait_for_load_state("networkidle")
    assert sorted(set(site.asked) - {"favicon.ico"}) == [
        "counted.html",
        "player-local.js",
        "player-more-packaged.js",
        "player.css",
    ]


def test_it_plays_from_disk(new_page: NewPage, kind: Module, tmp_path: Path) -> None:
    for name in ("player-local.js", player.MORE_PACKAGED, player.STYLE):
        shutil.copy(player.HERE / "dist" / name, tmp_path / name)
    (tmp_path / "index.html").write_text(
        markup.page(local_config([kind]), scripts=["player-local.js"]), "utf-8"
    )
    page = new_page()
    page.goto((tmp_path / "index.html").as_uri())
    page.locator(".q button").first.wait_for()
    play(page)
    titles = page.locator(".fold > summary").all_inner_texts()
    assert [title.strip() for title in titles] == [
        "Your plan",
        "For your record",
    ]


def test_without_its_style_it_can_still_be_played(
    site: Site, new_page: NewPage, kind: Module
) -> None:
    page = new_page()
    page.route("**/player.css", lambda route: route.abort())
    story = markup.page(local_config([kind]), scripts=["player-local.js"])
    page.goto(site.add("bare.html", story))
    step(page)
    page.get_by_role("heading", name="Scene 2").wait_for()


def test_without_the_second_script_the_ending_is_still_told(
    site: Site, new_page: NewPage, kind: Module
) -> None:
    page = new_page()
    page.route("**/player-more*", lambda route: route.abort())
    page.goto(
        site.add(
            "half.html", markup.page(local_config([kind]), scripts=["player-local.js"])
        )
    )
    while not page.locator(".end").count():
        step(page)
    page.get_by_text("The rest of this page could not be loaded.").wait_for()
    assert page.locator(".end .text").inner_text() != ""


def test_two_players_on_one_page_do_not_meet(
    site: Site, new_page: NewPage, kind: Module
) -> None:
    site.api = PlayApi(kind)
    one = markup.player_element(
        remote_config(kind, site.api.view(), ownsPage=False, heading=2)
    )
    page = new_page()
    page.goto(
        site.add(
            "two.html",
            (
                f'<!DOCTYPE html><html lang="en"><title>Course</title>{one}{one}<script '
                'src="player.js" defer></script></html>'
            ),
        )
    )
    first, second = page.locator("olw-player").all()
    second.locator(".q button").first.wait_for()
    first.locator(".q input").last.check()
    assert second.locator(".q input:checked").count() == 0
    second.locator(".q input").first.check()
    second.locator(".q .btn").click()
    second.locator(".told").first.wait_for()
    assert first.locator(".q input").last.is_checked()


def test_a_player_put_into_the_page_later_starts_too(
    site: Site, new_page: NewPage, kind: Module
) -> None:
    site.api = PlayApi(kind)
    element = markup.player_element(
        remote_config(kind, site.api.view(), ownsPage=False), prerender=False
    )
    page = new_page()
    page.goto(
        site.add(
            "late.html",
            (
                '<!DOCTYPE html><html lang="en"><title>Course</title><script src="player.js" '
                "defer></script><div></div></html>"
            ),
        )
    )
    page.wait_for_function("() => customElements.get('olw-player')")
    page.evaluate(
        "(html) => { document.querySelector('div').innerHTML = html }", element
    )
    step(page)


def test_no_key_is_in_a_servers_page(site: Site, kind: Module) -> None:
    page = markup.page(remote_config(kind, PlayApi(kind).view()), scripts=["player.js"])
    options = first_choice(kind)["options"]
    secrets = [str(text) for option in options for text in option["feedback"].values()]
    assert [secret for secret in secrets if secret and secret in page] == []
    assert re.findall(r'"(gain|key|best|worst|points|feedback)":', page) == []


def test_storage_that_refuses_is_told(open_local: Open, kind: Module) -> None:
    page = open_local([kind])
    page.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('full', "
        "'QuotaExceededError') } }"
    )
    step(page)
    page.get_by_text("Not saved yet. Keep this page open").wait_for()
