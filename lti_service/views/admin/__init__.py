"""The administrators' pages under /admin. What they do, a command does as well."""

from lti_service.views.admin import (
    check,
    deployments,
    entry,
    keys,
    links,
    log,
    overview,
    people,
    platform,
    platforms,
    programmes,
    scores,
)
from lti_service.views.admin.gate import blueprint

PAGES = (
    check,
    deployments,
    entry,
    keys,
    links,
    log,
    overview,
    people,
    platform,
    platforms,
    programmes,
    scores,
)
"""Importing them has put their routes on the blueprint."""

__all__ = ["PAGES", "blueprint"]
