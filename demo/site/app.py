"""Puts the site together: the tool at /lti, the demo LMS at /lms, packages at /scorm, our pages at
the root.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from demo.platform.app import create_platform
from demo.platform.config import PlatformConfig
from demo.platform.course import OTHER_COURSES
from demo.platform.register import register
from demo.site import administer, packages
from demo.site.home import create_home
from demo.site.options import DemoOptions
from demo.site.secret import kept_secret
from lti_service import migrations
from lti_service.app import create_app
from lti_service.clock import utc_now
from lti_service.services.keys import tool_keys
from lti_service.services.sealing import secrets
from lti_service.settings import Settings
from lti_service.wiring import EXTENSION, Wiring
from scorm_export.lms import lms_app

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


@dataclass(frozen=True)
class Site:
    """The whole site as one WSGI application, and the tool's application inside it."""

    wsgi: DispatcherMiddleware
    """What the server serves."""
    tool: Flask
    """The LTI service, mounted below /lti."""
    platform: PlatformConfig
    """The demo LMS, mounted below /lms."""


def create_site(options: DemoOptions) -> Site:
    """Build the site; the tool's database is brought up to date and knows the demo LMS."""
    settings = Settings(
        secret_key=kept_secret(options.var),
        database_url=f"sqlite:///{options.var.resolve() / 'lti.sqlite'}",
        public_url=f"{options.url}/lti",
        log_level="WARNING",
    )
    platform = PlatformConfig(
        f"{options.url}/lms",
        f"{options.url}/lti",
        store=options.var / "lms.json",
        others=OTHER_COURSES,
    )
    tool = create_app(settings)
    wiring: Wiring = tool.extensions[EXTENSION]
    migrations.upgrade(wiring.database, allow_private=True)
    with wiring.database.writing() as session:
        secrets.check(session, utc_now())
        tool_keys.ensure(session, utc_now())
        register(session, platform, utc_now())
    mounts: dict[str, WSGIApplication] = {
        "/lti": tool,
        "/lms": create_platform(platform),
        "/scorm": lms_app(packages.to_play(options.packages)),
    }
    home = create_home(options)
    home.register_blueprint(administer.blueprint(tool))
    return Site(DispatcherMiddleware(home, mounts), tool, platform)
