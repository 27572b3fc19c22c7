"""The administrators' pages under /admin. What they do, a command does as well."""

from lti_service.views.admin import (
    check,
    deployments,
    entry,
    keys,
    log,
    overview,
    people,
    platform,
    platforms,
    programmes,
    registration_links,
    scores,
)
from lti_service.views.admin.gate import blueprint

PAGES = (
    check,
    deployments,
    entry,
    keys,
    log,
    overview,
    people,
    platform,
    platforms,
    programmes,
    registration_links,
    scores,
)
"""Importing them has put their routes on the blueprint."""

__all__ = ["PAGES", "blueprint"]
