"""The platform's roster (NRPS 2.0), paged, and its groups (Groups Service 1.0)."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Blueprint, Response, request

from demo.platform.course import Person
from demo.platform.parts import parts
from demo.platform.service_calls import Body, entry, refuse, typed
from demo.platform.tokens import GROUPS_SCOPE, NRPS

blueprint = Blueprint("people", __name__, url_prefix="/services/<course>")
GROUPS = "application/vnd.ims.lti-gs.v1.contextgroupcontainer+json"
MEMBERS = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json"


@blueprint.get("/members")
def members(course: str) -> Response:
    """The roster in pages; the next page's address has capitals that must survive."""
    refused = entry("members", NRPS)
    if refused is not None:
        return refused
    config = parts().config
    here = config.course_named(course)
    grouped = request.args.get("groups") == "true"
    first = int(request.args.get("From", "0"))
    after = first + config.page_size
    listed = []
    for person in here.people[first:after]:
        member = _member(person, config.names, grouped)
        listed.append(member)
    body = {
        "id": request.base_url,
        "context": {
            "id": here.id,
            "title": here.title,
        },
        "members": listed,
    }
    response = typed(body, MEMBERS)
    if after < len(here.people):
        roster = f"{config.services_url(here)}/members"
        asked = {**request.args, "From": str(after)}
        response.headers["link"] = f'<{roster}?{urlencode(asked)}>; rel="next"'
    return response


@blueprint.get("/groups")
def groups(course: str) -> Response:
    """The course's groups (Groups Service 1.0); wants the exact Accept header."""
    refused = entry("groups", GROUPS_SCOPE)
    if refused is not None:
        return refused
    if request.headers.get("Accept") != GROUPS:
        return refuse(400, "accept")
    listed = []
    here = parts().config.course_named(course)
    for identifier, name in here.groups.items():
        group = {"id": identifier, "name": name}
        listed.append(group)
    body = {"id": request.base_url, "groups": listed}
    return typed(body, GROUPS)


def _member(person: Person, named: bool, grouped: bool) -> Body:
    """A member as NRPS 2.0 has it; `named`: with the name; `grouped`: with the groups that they are
    in, which the Groups Service 1.0 gives to who asks for them.
    """
    roles = [role.rpartition("#")[2] for role in person.roles]
    member: Body = {
        "user_id": person.id,
        "roles": roles,
        "status": "Active",
    }
    if grouped and person.groups:
        enrolled = [{"group_id": one} for one in person.groups]
        member["group_enrollments"] = enrolled
    if named:
        member["name"] = person.name
    return member
