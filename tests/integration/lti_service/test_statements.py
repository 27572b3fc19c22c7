"""How often the database is asked: the figure of speed that no busy machine blurs."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from sqlalchemy import Engine, event

from lti_service.models import Base
from lti_service.services.platforms import registrations
from tests.integration.lti_service.playing import best_answers
from tests.integration.lti_service.site import Site, begin, config_of


@dataclass
class Asked:
    """`transactions`: ended by a statement of their own, as those of several statements are.

    `statements`: without those that begin and end a transaction. `objects`: made of rows.
    """

    transactions: int = 0
    statements: int = 0
    objects: int = 0


@contextmanager
def counted(engine: Engine) -> Iterator[Asked]:
    asked = Asked()

    def statement(_connection: object, _cursor: object, text: str, *_: object) -> None:
        asked.statements += 1

    def transaction(_connection: object) -> None:
        asked.transactions += 1

    def made(_made: object, _context: object) -> None:
        asked.objects += 1

    event.listen(engine, "before_cursor_execute", statement)
    event.listen(engine, "commit", transaction)
    event.listen(Base, "load", made, propagate=True)
    yield asked
    event.remove(Base, "load", made)
    event.remove(engine, "before_cursor_execute", statement)
    event.remove(engine, "commit", transaction)


def test_a_repeated_launch_and_its_answers(site: Site) -> None:
    client = site.app.test_client()
    engine = site.wiring.database.engine
    first = begin(site, client)
    assert first.post_claims(first.claims()).status_code == 200

    with counted(engine) as login:
        again = begin(site, client)
    with counted(engine) as launch:
        page = again.post_claims(again.claims())
    assert login == Asked(transactions=0, statements=2)
    assert launch == Asked(transactions=1, statements=7)

    config = config_of(page.text)
    headers = {"Authorization": f"Bearer {config['auth']['bearer']}"}
    answer = best_answers("kind")[0]
    body = {"attempt": 1, "step": 0, "response": answer}
    with counted(engine) as answered:
        told = client.post(config["urls"]["respond"], json=body, headers=headers)
    assert told.status_code == 200, told.text
    assert answered == Asked(transactions=0, statements=2)


def test_writers_of_one_process_wait_in_turn(on_sqlite: Site) -> None:
    """None of them asks SQLite again and again: the second begins when the first has ended."""
    database = on_sqlite.wiring.database
    order: list[str] = []
    is_inside = threading.Event()

    def second() -> None:
        is_inside.wait(5)
        with database.writing() as session:
            order.append(f"second sees {len(registrations.every(session))}")

    thread = threading.Thread(target=second)
    thread.start()
    with database.writing() as session:
        is_inside.set()
        thread.join(0.2)
        assert thread.is_alive()
        session.delete(registrations.every(session)[0].deployments[0])
        session.flush()
        order.append("first")
    thread.join(5)
    assert order == ["first", "second sees 1"]
    with pytest.raises(LookupError), database.writing():
        raise LookupError
    with database.writing() as session:
        assert len(registrations.every(session)) == 1
