"""The platform's roster (NRPS 2.0), paged, and its groups (Groups Service 1.0)."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Blueprint, Response, request

from demo.platform.parts import parts
from demo.platform.people import Person
from demo.platform.service_calls import Body, entry, refuse, typed
from demo.platform.tokens import GROUPS_SCOPE, NRPS

blueprint = Blueprint("roster", __name__, url_prefix="/services/<course>")
GROUPS = "application/vnd.ims.lti-gs.v1.contextgroupcontainer+json"
GROUP_SETS = "application/vnd.ims.lti-gs.v1.contextgroupsetcontainer+json"
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
    """The course's groups (Groups Service 1.0)."""
    here = parts().config.course_named(course)
    listed = []
    for identifier, name in here.groups.items():
        group = {
            "id": identifier,
            "name": name,
        }
        for set_id, one in here.group_sets.items():
            if identifier in one.groups:
                group["set_id"] = set_id
        listed.append(group)
    return _container("groups", listed, GROUPS)


@blueprint.get("/groupsets")
def group_sets(course: str) -> Response:
    """The sets that the course's groups are in."""
    here = parts().config.course_named(course)
    listed = []
    for identifier, one in here.group_sets.items():
        group_set = {
            "id": identifier,
            "name": one.name,
        }
        listed.append(group_set)
    return _container("sets", listed, GROUP_SETS)


def _container(name: str, listed: list[Body], media_type: str) -> Response:
    """A list of the groups service; wants the exact Accept header."""
    refused = entry(name, GROUPS_SCOPE)
    if refused is not None:
        return refused
    if request.headers.get("Accept") != media_type:
        return refuse(400, "accept")
    body = {
        "id": request.base_url,
        name: listed,
    }
    return typed(body, media_type)


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
