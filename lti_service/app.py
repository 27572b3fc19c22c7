"""`create_app(settings)`: the Flask application, ready for any WSGI server."""

from __future__ import annotations

from functools import partial

from flask import Flask
from flask.json.provider import DefaultJSONProvider
from werkzeug.middleware.proxy_fix import ProxyFix

from lti_service import clock as clocks
from lti_service import logs
from lti_service.addresses import local
from lti_service.headers import add_headers
from lti_service.library import Library
from lti_service.mounting import BelowPath
from lti_service.settings import Settings
from lti_service.views import (
    admin,
    cohort,
    cohort_files,
    cohort_programme,
    guides,
    here,
    languages,
    launch,
    learn,
    leaving,
    login,
    metrics,
    my_data,
    notices,
    picker,
    play_api,
    register,
    review,
    seen,
    service,
    speech,
)
from lti_service.views.gate import close_gate
from lti_service.views.limiting import count_links
from lti_service.views.refused import handle_errors
from lti_service.wiring import EXTENSION, Wiring

BLUEPRINTS = (
    login,
    launch,
    learn,
    leaving,
    cohort,
    guides,
    my_data,
    picker,
    play_api,
    register,
    here,
    admin,
    cohort_files,
    cohort_programme,
    review,
    seen,
    languages,
    metrics,
    notices,
    service,
)


def create_app(
    settings: Settings,
    *,
    clock: clocks.Clock = clocks.utc_now,
    library: Library | None = None,
) -> Flask:
    """Build the application. It opens no connection and changes no table: see `migrations.upgrade`.

    `library` defaults to all modules that olw_core.content finds; a module that does not compile
    stops the start.
    """
    app = with_views()
    set_up(app, settings, clock=clock, library=library)
    return app


def with_views() -> Flask:
    """The application with all its views. It knows no settings before `set_up`."""
    app = Flask("lti_service")
    app.json = _json(app)
    logs.log_requests(app)
    close_gate(app)
    app.before_request(count_links)
    handle_errors(app)
    speech.set_up(app)
    app.after_request(add_headers)
    app.jinja_env.globals["local"] = local
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    for view in BLUEPRINTS:
        app.register_blueprint(view.blueprint)
    return app


def set_up(
    app: Flask,
    settings: Settings,
    *,
    clock: clocks.Clock = clocks.utc_now,
    library: Library | None = None,
) -> None:
    """Give an application its settings, as in `create_app`. Of earlier ones it keeps nothing."""
    app.config["MAX_CONTENT_LENGTH"] = settings.max_body
    app.config["MAX_FORM_MEMORY_SIZE"] = settings.max_body
    app.extensions[EXTENSION] = Wiring.build(settings, clock, library or Library.load())
    logs.set_up(settings.log_level)
    views = partial(Flask.wsgi_app, app)
    below = BelowPath(views, settings.public_path, app.url_map)
    # Each web server of ours adds who asked it; what stands before, anybody may have written.
    seen = ProxyFix(below, x_for=settings.proxies, x_proto=0, x_host=0)
    app.wsgi_app = seen  # type: ignore[method-assign]


def _json(app: Flask) -> DefaultJSONProvider:
    """Writes fields in the order in which they were made."""
    provider = DefaultJSONProvider(app)
    provider.sort_keys = False
    return provider
