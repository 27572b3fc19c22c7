"""What is shared is the very way that was ticked, and no other that comes to stand in its place."""

from __future__ import annotations

import copy
import html
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lti_service.models import Attempt
from lti_service.secret import Keyring
from lti_service.services.sealing import sealed
from lti_service.services.sealing.sealed import RECORD
from olw_core.formats.compiled import Module
from tests.integration.lti_service.playing import (
    MODULES,
    Learner,
    arrive,
    best_answers,
    following_of,
    worst_answers,
)
from tests.integration.lti_service.site import Site, launch
from tests.integration.lti_service.test_following import come, player
from tests.integration.lti_service.test_reviews import look
from tests.integration.lti_service.test_sharing import (
    BEST,
    boxes,
    form,
    my_data,
    offered,
    page_of,
    reviewed,
    save,
    share,
    shown,
    stored_share,
)

NOTHING = "You share no story in this course."


def shares(*titles: str) -> str:
    return f"You share in this course: {', '.join(titles)}"


def title(module: str) -> str:
    return str(MODULES[module]["title"])


def bring(site: Site, monkeypatch: pytest.MonkeyPatch, module: Module) -> None:
    """The service is started again with another edition of a story."""
    library = site.wiring.library
    monkeypatch.setitem(library.modules, module["id"], module)
    editions = dict(library.editions[module["id"]])
    editions[module["lang"]] = module
    monkeypatch.setitem(library.editions, module["id"], editions)


def edition(*, cuts: bool) -> Module:
    """The next edition. `cuts`: its last scene is another, so that a record ends before it."""
    module = copy.deepcopy(MODULES["kind"])
    module["version"] += 1
    if cuts:
        module["story"]["scenes"][last_scene(module)]["tag"] = "zz"
    return module


def last_scene(module: Module) -> str:
    """Where the last of the best answers is given."""
    story = module["story"]
    node = story["nodes"][story["start"]]
    for answer in BEST[:-1]:
        node = story["nodes"][following_of(node, answer)]
    return node["scene"]


def broken(site: Site) -> None:
    """A record that nobody can read: the story begins anew, as the first try."""
    with site.wiring.database.writing() as session:
        sealed.keep(session.query(Attempt).one(), RECORD, "9.other.1.1....00000")


def shared_once(site: Site) -> tuple[Learner, dict[str, Any]]:
    learner = arrive(site)
    view = learner.play(BEST)
    page = share(site, learner, "kind.1")
    assert (shares(title("kind")) in page, boxes(page)) == (True, [("kind.1", True)])
    assert shown(reviewed(site), view)
    return learner, view


def nothing_is_shared(site: Site, learner: Learner, view: dict[str, Any]) -> None:
    assert not shown(reviewed(site), view)
    assert my_data(site, learner).endswith(": no")


def test_a_new_edition_that_cuts_the_record_ends_it(
    either: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record goes on as the same try, and came to be shared at its next ending."""
    learner, view = shared_once(either)
    bring(either, monkeypatch, edition(cuts=True))
    nothing_is_shared(either, learner, view)
    last = len(BEST) - 1
    assert arrive(either).config["view"]["step"] == last
    again = learner.play(BEST, first=last)
    nothing_is_shared(either, learner, again)
    assert offered(either, learner) == [("kind.1", False)]


def test_a_new_edition_of_the_same_way_is_ticked_anew(
    own_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its words may be others than those that the learner let be seen."""
    learner, view = shared_once(own_site)
    bring(own_site, monkeypatch, edition(cuts=False))
    nothing_is_shared(own_site, learner, view)
    assert offered(own_site, learner) == [("kind.1", False)]
    share(own_site, learner, "kind.1")
    assert shown(reviewed(own_site), view)


@pytest.mark.parametrize("way", [best_answers, worst_answers])
def test_a_record_that_began_anew_is_not_shared_by_itself(
    either: Site, way: Callable[[str], list[str]]
) -> None:
    """Nor where the learner goes the very same way, as the same try."""
    learner, view = shared_once(either)
    broken(either)
    nothing_is_shared(either, learner, view)
    again = learner.play(way("kind"))
    nothing_is_shared(either, learner, again)
    assert offered(either, learner) == [("kind.1", False)]


def test_the_page_forgets_what_no_longer_fits(own_site: Site) -> None:
    learner, _ = shared_once(own_site)
    broken(own_site)
    assert stored_share(own_site) != ""
    assert offered(own_site, learner) == []
    assert stored_share(own_site) == ""


def test_saving_forgets_it_too(own_site: Site) -> None:
    learner, _ = shared_once(own_site)
    old = form(own_site, learner)
    broken(own_site)
    assert NOTHING in save(own_site, learner, old, "kind.1")
    assert stored_share(own_site) == ""


def test_a_plan_made_afterwards_changes_nothing(own_site: Site) -> None:
    learner, view = shared_once(own_site)
    cue, action = (view["plan"][name][0]["id"] for name in ("cues", "actions"))
    told = learner.call("plan", {"cue": cue, "action": action})
    assert told.status_code == 200
    assert shown(reviewed(own_site), view)
    assert my_data(own_site, learner).endswith(": yes")


def test_a_page_of_before_shares_no_other_way_of_the_same_try(own_site: Site) -> None:
    learner, _ = shared_once(own_site)
    old = form(own_site, learner)
    broken(own_site)
    again = learner.play(worst_answers("kind"))
    assert NOTHING in save(own_site, learner, old, "kind.1")
    nothing_is_shared(own_site, learner, again)


def test_an_old_page_changes_only_what_it_shows(own_site: Site) -> None:
    """Two tabs: the older one does not know of the second story."""
    learner, kind = shared_once(own_site)
    old = form(own_site, learner)
    second = player(own_site, come(own_site, link="improving", module="improving"))
    second.play(best_answers("improving"))
    page = share(own_site, learner, "kind.1", "improving.1")
    assert shares(title("kind"), title("improving")) in page
    page = save(own_site, learner, old)
    assert shares(title("improving")) in page
    assert boxes(page) == [("kind.1", False), ("improving.1", True)]
    assert not shown(reviewed(own_site), kind)
    page = save(own_site, learner, old, "kind.1")
    assert shares(title("kind"), title("improving")) in page


def test_a_page_that_names_nothing_changes_nothing(own_site: Site) -> None:
    """As one of an earlier edition of the service, which did not tell what it showed."""
    learner, view = shared_once(own_site)
    assert shares(title("kind")) in save(own_site, learner, {})
    assert shown(reviewed(own_site), view)
    assert NOTHING in html.unescape(share(own_site, learner))
    assert not shown(reviewed(own_site), view)


def test_a_copy_of_the_database_does_not_tell_the_way(own_site: Site) -> None:
    """There are few ways through a story: whoever held a fingerprint could try them all."""
    shared_once(own_site)
    way = stored_share(own_site)
    folder = Path(own_site.wiring.database.engine.url.database or "").parent
    held = b"".join(file.read_bytes() for file in folder.glob("lti.sqlite*"))
    assert (len(way), way.encode() in held) == (64, False)


def seal_elsewhere(site: Site, module: str) -> None:
    """As under a secret that is lost."""
    with site.wiring.database.writing() as session:
        one = session.query(Attempt).filter_by(module=module).one()
        one.record = foreign().records.close(sealed.opened(one, RECORD))


def foreign() -> Keyring:
    return Keyring(["another secret for tests, 32 characters or more"])


UNOPENED = "It cannot be opened here now, so it is not shown."


def test_a_record_that_cannot_be_opened_hides_that_story_alone(own_site: Site) -> None:
    """The page was refused, and with it the status, which needs no record."""
    learner, kind = shared_once(own_site)
    second = player(own_site, come(own_site, link="improving", module="improving"))
    view = second.play(best_answers("improving"))
    share(own_site, learner, "kind.1", "improving.1")
    launch(own_site, own_site.learner(), "all")
    seal_elsewhere(own_site, "improving")
    me, teacher = own_site.learner(), own_site.facilitator()
    page = look(own_site, me, teacher, activity="all").text
    text = " ".join(html.unescape(page).split())
    assert shown(page, kind)
    assert (text.count(UNOPENED), text.count("Completed</strong>")) == (1, 2)
    assert view["ending"]["title"] not in text
    assert "record-sealed" in text


def test_the_other_story_is_taken_back_all_the_same(own_site: Site) -> None:
    """The learner's page was refused, and the tick with it, while the story stayed shared."""
    learner, kind = shared_once(own_site)
    second = player(own_site, come(own_site, link="improving", module="improving"))
    second.play(best_answers("improving"))
    share(own_site, learner, "kind.1", "improving.1")
    seal_elsewhere(own_site, "improving")
    page = html.unescape(page_of(own_site, learner))
    assert boxes(page) == [("kind.1", True)]
    assert f"so nobody sees it: {title('improving')}." in page
    assert "record-sealed" in page
    assert NOTHING in share(own_site, learner)
    assert not shown(reviewed(own_site), kind)


def test_a_record_that_is_not_shared_is_not_even_opened(own_site: Site) -> None:
    arrive(own_site).play(BEST)
    seal_elsewhere(own_site, "kind")
    page = reviewed(own_site)
    assert ("Completed</strong>" in page, UNOPENED in page) == (True, False)


def test_under_a_secret_that_is_not_here_nothing_is_shared(own_site: Site) -> None:
    learner, view = shared_once(own_site)
    with own_site.wiring.database.writing() as session:
        one = session.query(Attempt).one()
        one.shared_way = foreign().records.close(stored_share(own_site))
    assert not shown(reviewed(own_site), view)
    assert offered(own_site, learner) == [("kind.1", False)]
