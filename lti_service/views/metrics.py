"""Numbers for a monitor. There is no such page unless a token for it is set."""

from __future__ import annotations

from flask import Blueprint, Response, make_response

from lti_service.errors import RefusedError
from lti_service.secret import fingerprint, same
from lti_service.services.admin import metrics
from lti_service.views import who_asks
from lti_service.wiring import wiring

blueprint = Blueprint("metrics", __name__)


@blueprint.get("/metrics")
def show() -> Response:
    """Raises RefusedError (not-found) where no token is set, or another one came."""
    here = wiring()
    wanted = here.settings.metrics_token
    given = who_asks.bearer()
    if not wanted or not same(fingerprint(given), fingerprint(wanted)):
        raise RefusedError("not-found", "metrics without their token")
    with here.database.reading() as session:
        told = metrics.text(session, here.clock())
    response = make_response(told)
    response.headers["Content-Type"] = metrics.CONTENT_TYPE
    return response
