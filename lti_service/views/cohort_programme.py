"""The page of a programme, for facilitators of its courses, where an administrator opened it.

It has figures and no names: by name a facilitator sees their own course alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

from flask import Blueprint, Response, render_template, send_file
from sqlalchemy.orm import Session

from lti_service import addresses
from lti_service.errors import RefusedError
from lti_service.headers import allow_platform
from lti_service.models import LaunchSession, Programme, ResourceLink
from lti_service.services import audit
from lti_service.services.cohort import programme_rooms
from lti_service.services.cohort.programme_rooms import ProgrammeRoom
from lti_service.services.figures import programmes
from lti_service.services.sheet_files import WRITERS
from lti_service.views import cohort_files, cohort_room, learn, scripts, who_asks
from lti_service.wiring import wiring
from olw_core.cohort import decision, figure_words
from olw_core.cohort.rules import KNOWN_ANSWERS

blueprint = Blueprint("cohort_programme", __name__)
ACTION = "programme figures"
FILE_ACTION = "programme file figures"


@dataclass(frozen=True)
class _Opened:
    """`owner`: who looks."""

    owner: LaunchSession
    room: ProgrammeRoom


@blueprint.route("/cohort/<key>/programme", methods=["GET", "POST"])
def show(key: str) -> str:
    """The page. `key` names the placement that the facilitator came from."""
    opened = _open(key, ACTION)
    own_address = addresses.local("cohort_programme.show", key=key)
    return render_template(
        "programme.html",
        **shown(opened.room),
        files=_files(key),
        token=who_asks.field(),
        data=scripts.for_owner(opened.owner, own_address, who_asks.field()),
        leave_address=addresses.local("leaving.leave"),
        course_address=addresses.local("cohort.show", key=key),
        link=key,
    )


@blueprint.route("/cohort/<key>/programme/figures.<ending>", methods=["GET", "POST"])
def take(key: str, ending: str) -> Response:
    """Its figures as a file. Raises RefusedError."""
    if ending not in cohort_files.TYPES:
        raise RefusedError("not-found", "no such file")
    opened = _open(key, FILE_ACTION)
    return figures_file(opened.room, ending)


def room_of(session: Session, programme: Programme) -> ProgrammeRoom:
    """All that is published of a programme, for any page of it."""
    here = wiring()
    modules = here.library.modules
    return programme_rooms.read(session, programme, modules, here.settings.rules)


def shown(room: ProgrammeRoom) -> Mapping[str, object]:
    """What the templates of a programme's figures need."""
    return {
        "room": room,
        "rests": [decision.talks(one) for one in room.published],
        "words": figure_words.WORDS,
        "too_few": figure_words.TOO_FEW,
        "group": figure_words.PROGRAMME,
        "elsewhere": figure_words.ELSEWHERE,
        "organisation": figure_words.ORGANISATION,
        "rules": wiring().settings.rules,
        "known": KNOWN_ANSWERS,
        "chart": None,
    }


def figures_file(room: ProgrammeRoom, ending: str) -> Response:
    """The figures of a programme, as CSV or XLSX."""
    sheet = room.sheet()
    data = WRITERS[ending](sheet)
    return send_file(
        BytesIO(data),
        cohort_files.TYPES[ending],
        as_attachment=True,
        download_name=f"programme-{sheet.name}.{ending}",
    )


def _open(key: str, action: str) -> _Opened:
    """The programme for a facilitator's session, and the look's row in the audit log.

    Raises RefusedError.
    """
    here = wiring()
    with here.database.writing() as session:
        learn.frame_for(session, ResourceLink, key)
        owner = who_asks.known(session, who_asks.cookie_or_field(key))
        course = cohort_room.course_of(session, owner, key)
        programme = programmes.of_course(session, course)
        if programme is None:
            raise RefusedError("not-found", "no programme is open to this course")
        room = room_of(session, programme)
        audit.note(
            session,
            actor=owner.learner,
            action=action,
            context=course,
            people=0,
            now=here.clock(),
        )
        allow_platform(owner.learner.registration)
        return _Opened(owner, room)


def _files(key: str) -> list[tuple[str, str]]:
    """(words, address) of each file."""
    found = []
    for ending in cohort_files.TYPES:
        address = addresses.local("cohort_programme.take", key=key, ending=ending)
        found.append((f"Figures ({ending.upper()})", address))
    return found
