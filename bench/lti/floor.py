"""The least that a durable answer can cost: Flask behind the same gunicorn, and one commit.

`python -m bench.lti.floor BIND DATABASE_URL` serves it in two processes. Nothing is checked, found
or made: one row is written by one statement, straight through the database's driver.
"""

from __future__ import annotations

import sys
import threading
from typing import Any

import psycopg
from flask import Flask
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

from lti_service.gunicorn_worker import PlainWorker
from lti_service.processes import THREADS

PROCESSES = 2
MAKE = "CREATE TABLE IF NOT EXISTS floor (id serial PRIMARY KEY, record text)"
WRITE = "INSERT INTO floor (record) VALUES (%s)"


def create_floor(url: str) -> Flask:
    """One address, one row for each call."""
    app = Flask("floor")
    own = threading.local()

    def connection() -> psycopg.Connection[Any]:
        if not hasattr(own, "connection"):
            own.connection = psycopg.connect(url)
        return own.connection  # type: ignore[no-any-return]

    @app.post("/respond")
    def respond() -> dict[str, str]:
        with connection().transaction():
            connection().execute(WRITE, ["a record"])
        return {"kept": "a record"}

    return app


class _Floor(BaseApplication):  # type: ignore[misc]
    def __init__(self, bind: str, url: str) -> None:
        self.bind = bind
        self.url = url
        super().__init__()

    def load_config(self) -> None:
        options = {
            "bind": self.bind,
            "workers": PROCESSES,
            "threads": THREADS,
            "worker_class": PlainWorker,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return create_floor(self.url)


if __name__ == "__main__":
    _, where, address = sys.argv
    with psycopg.connect(address) as first:
        first.execute(MAKE)
    _Floor(where, address).run()
