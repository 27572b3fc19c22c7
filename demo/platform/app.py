"""`create_platform(config)`: the demo LMS as a WSGI application, to be mounted below any path."""

from __future__ import annotations

from flask import Flask

from demo.platform import (
    choosing,
    notices,
    oidc,
    pages,
    registration,
    reviewing,
    roster,
    services,
)
from demo.platform.config import PlatformConfig
from demo.platform.parts import Parts
from demo.platform.store import LineItem, Store
from demo.platform.tokens import AccessTokens


def create_platform(config: PlatformConfig, store: Store | None = None) -> Flask:
    """Build the application; each activity of the course gets its gradebook column."""
    app = with_pages()
    set_up(app, config, store)
    return app


def set_up(app: Flask, config: PlatformConfig, store: Store | None = None) -> None:
    """Give an application its course. Of an earlier one it keeps nothing."""
    kept = store or Store(config.store)
    for activity in config.course.activities:
        if activity.own_line_item:
            column = LineItem(
                id=activity.id,
                label=activity.title,
                maximum=100.0,
                activity=activity.id,
            )
            kept.items.setdefault(activity.id, column)
    kept.save()
    tokens = AccessTokens(config, kept)
    app.extensions["platform"] = Parts(config, kept, tokens)


def with_pages() -> Flask:
    """The application with all its pages. It knows no course before `set_up`."""
    app = Flask("demo.platform")
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    for part in (
        pages,
        oidc,
        choosing,
        reviewing,
        services,
        roster,
        notices,
        registration,
    ):
        app.register_blueprint(part.blueprint)
    return app
