"""The story in another language, chosen on the page: one that is written from right to left."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from olw_core import content
from tests.browser.lti.conftest import Visit
from tests.browser.lti.test_play import look, settled, wait_for_player
from tests.browser.support.story import SIZES, path
from tests.integration.lti_service.site import Site, start_site
from tests.support.translated import lay


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    own = tmp_path_factory.mktemp("own")
    lay(own, content.folder("kind"), "ar")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OLW_MODULES_PATH", str(own))
        running = start_site(tmp_path_factory.mktemp("site"))
    yield running
    running.stop()


@pytest.mark.parametrize("size", ["1280", "360"])
def test_it_is_chosen_in_the_middle_and_kept(
    site: Site, visit: Visit, size: str
) -> None:
    person = site.learner(["1280", "360"].index(size))
    page = visit(f"/start/kind/{person}", **SIZES[size])
    answers, _record = path()
    wait_for_player(page).go_on(answers[0])
    settled(page)
    button = page.get_by_role("button", name="العربية")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_be_focused()
    player = page.locator("olw-player")
    expect(player).to_have_attribute("dir", "rtl")
    expect(player.locator(".q").first).to_contain_text("⟦")
    look(page, f"language-{size}")
    page.reload()
    settled(page)
    expect(player).to_have_attribute("dir", "rtl")
    promise = player.locator(".others .hint").first
    expect(promise).to_have_attribute("lang", "en-GB")
    page.get_by_role("button", name="English").click()
    expect(player).to_have_attribute("dir", "ltr")
