"""The cohort page as files: who is where, and the figures, each as CSV and as XLSX."""

from __future__ import annotations

from io import BytesIO

from flask import Blueprint, Response, send_file

from lti_service.errors import RefusedError
from lti_service.models import ResourceLink
from lti_service.services.sheet_files import WRITERS
from lti_service.views import cohort_room, learn, who_asks
from lti_service.views.cohort_room import Room
from lti_service.wiring import wiring
from olw_core.cohort import sheets
from olw_core.cohort.sheets import Sheet

blueprint = Blueprint("cohort_files", __name__)
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
KINDS = ("who", "not-started", "figures")


@blueprint.route("/cohort/<key>/file/<kind>.<ending>", methods=["GET", "POST"])
def take(key: str, kind: str, ending: str) -> Response:
    """One file. Raises RefusedError."""
    if kind not in KINDS or ending not in TYPES:
        raise RefusedError("not-found", "no such file")
    with wiring().database.reading() as session:
        learn.frame_for(session, ResourceLink, key)
    token = who_asks.cookie_or_field(key)
    room = cohort_room.read(token, key, f"cohort file {kind}")
    sheet = _sheet(room, kind)
    data = WRITERS[ending](sheet)
    return send_file(
        BytesIO(data),
        TYPES[ending],
        as_attachment=True,
        download_name=f"{sheet.name}.{ending}",
    )


def _sheet(room: Room, kind: str) -> Sheet:
    """The part of the page that was asked for."""
    if kind == "who":
        return sheets.who(room.modules, room.lines)
    if kind == "not-started":
        return sheets.not_started(room.modules, room.lines)
    return sheets.figures(room.published)
