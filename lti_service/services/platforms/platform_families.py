"""The kinds of LMS that are known by name, as one table.

For each: where its addresses are, how it is told from its configuration document, which of its
issuers live elsewhere than the document, and what is left to click in it afterwards.
Canvas: canvas-lms, app/models/lti/ims/registration.rb; Moodle: mod/lti/openid-configuration.php and
registration_helper.php; Totara: mod/lti/edit_form.php; the rest as their documentation for
administrators has it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from lti_service.messages import vocabulary as v

ACTIVITY = "{activity}"


@dataclass(frozen=True)
class Addresses:
    """Of a platform; `{at}` is the LMS's own address, `{client_id}` ours in it, and `{activity}`
    stands where each activity has an address of its own, of which one has to be typed in.

    `access`: where access tokens come from; `audience`: whom the request for one names, "" for the
    same address.
    """

    issuer: str
    login: str
    access: str
    keys: str
    audience: str = ""

    @property
    def is_each_activitys(self) -> bool:
        """Whether the LMS's own address and the client id are not enough."""
        return ACTIVITY in self.keys

    def activity_of(self, *typed: str) -> str:
        """What stands for `{activity}` in the first typed address that has it, "" for none."""
        for pattern in (self.keys, self.access):
            path = pattern.removeprefix("{at}").removesuffix(ACTIVITY)
            for url in typed:
                named = url.partition(path)[2]
                if named:
                    return named
        return ""


@dataclass(frozen=True)
class Family:
    """`products`: how its `product_family_code` may begin, in small letters.

    `issuer_hosts` and `document_hosts`: an issuer at one of the first may publish its document at
    one of the second; all others publish it at the issuer's own host.
    `frames`: further origins that frame us. `placements`: message type -> where it is offered.
    `at_placement`: where it is offered -> what it is told of that place.
    `link_place`: where its administrator pastes a registration link, "" where it takes none.
    `ports`: those from which it fetches anything unless told otherwise, () for any; `port_step`:
    what its administrator does where we are at another.
    `steps`: what its administrator still does after it registered itself, or all of it by hand.
    `makes_columns`: whether a tool may ask for a column of a placement that came without one.
    `reads_keys`: whether it reads our key set; otherwise it asks for the key as text.
    `takes_twice`: whether it may be told a score that it was told before.
    """

    title: str
    products: tuple[str, ...]
    steps: tuple[str, ...]
    addresses: Addresses | None = None
    issuer_hosts: tuple[str, ...] = ()
    document_hosts: tuple[str, ...] = ()
    frames: tuple[str, ...] = ()
    placements: dict[str, tuple[str, ...]] = field(default_factory=dict)
    at_placement: dict[str, dict[str, bool]] = field(default_factory=dict)
    link_place: str = ""
    ports: tuple[int | None, ...] = ()
    port_step: str = ""
    makes_columns: bool = True
    reads_keys: bool = True
    takes_twice: bool = True


APPROVE = (
    "Open the activity once as a teacher. That first launch is refused and puts your "
    "deployment on our list; we approve it, and the next launch works."
)
MOODLE = Family(
    title="Moodle",
    products=("moodle",),
    addresses=Addresses(
        issuer="{at}",
        login="{at}/mod/lti/auth.php",
        access="{at}/mod/lti/token.php",
        keys="{at}/mod/lti/certs.php",
    ),
    link_place="Site administration, Plugins, External tool, Manage tools: Tool URL, then Add LTI "
    "Advantage",
    ports=(None, 80, 443),
    port_step="This service is at port {port}, and Moodle fetches keys from 80 and 443 alone: "
    "under Site security, add {port} to the cURL allowed ports. Otherwise no score ever arrives.",
    steps=(
        "On Manage tools, press Activate on the new card: until then it is pending.",
        "Edit the tool (the pencil, in old versions a cog). Tool configuration usage: Show in "
        "activity chooser and as a preconfigured tool. Otherwise each course must switch it on "
        "first.",
        "Under Privacy, set Accept grades from the tool to Always. Otherwise a teacher can place "
        "an activity without its column in the gradebook.",
    ),
)
TOTARA = Family(
    title="Totara",
    products=("totara",),
    addresses=MOODLE.addresses,
    reads_keys=False,
    steps=(
        "In the tool's form: LTI version LTI 1.3, our addresses, and under Public key all that olw "
        "lti keys pem prints. Otherwise no score ever arrives, and the picker's answer is refused.",
        "Tool configuration usage: Show in activity chooser and as a preconfigured tool. Under "
        "Show more, tick Content-Item Message. Without it authors have no picker.",
        "Services: Assignment and Grade Services for grade sync and column management, and Names "
        "and Role Provisioning to retrieve members. Privacy: Share launcher's name and Accept "
        "grades, both Always.",
    ),
)
CANVAS = Family(
    title="Canvas",
    products=("canvas",),
    addresses=Addresses(
        issuer="https://canvas.instructure.com",
        login="https://sso.canvaslms.com/api/lti/authorize_redirect",
        access="https://sso.canvaslms.com/login/oauth2/token",
        keys="https://sso.canvaslms.com/api/lti/security/jwks",
    ),
    issuer_hosts=(
        "canvas.instructure.com",
        "canvas.beta.instructure.com",
        "canvas.test.instructure.com",
    ),
    document_hosts=("instructure.com", "canvaslms.com"),
    frames=("https://*.instructure.com", "https://*.canvaslms.com"),
    placements={
        v.RESOURCE_LINK_REQUEST: ("course_navigation",),
        v.DEEP_LINKING_REQUEST: ("assignment_selection", "link_selection"),
    },
    # Otherwise every course of the trust would have a new entry in its menu at once.
    at_placement={
        "course_navigation": {
            "https://canvas.instructure.com/lti/course_navigation/default_enabled": False
        },
    },
    link_place="Admin, Apps, Manage: Install a New App, method Dynamic Registration",
    # 404 for whatever is no assignment, and an assignment's launches name its column: canvas-lms,
    # app/controllers/lti/ims/concerns/gradebook_services.rb, prepare_line_item_for_ags!
    makes_columns=False,
    # Each score is one more attempt, and takes the place of a teacher's own grade: canvas-lms,
    # app/controllers/lti/ims/scores_controller.rb.
    takes_twice=False,
    steps=(
        "Back in Canvas, look through permissions, data sharing (names, for the group page) and "
        "placements, and press Install App (under Developer Keys: Enable & Close).",
        APPROVE,
    ),
)
BLACKBOARD = Family(
    title="Blackboard Learn",
    products=("blackboard",),
    addresses=Addresses(
        issuer="https://blackboard.com",
        login="https://developer.blackboard.com/api/v1/gateway/oidcauth",
        access="https://developer.blackboard.com/api/v1/gateway/oauth2/jwttoken",
        keys="https://developer.blackboard.com/api/v1/management/applications/"
        "{client_id}/jwks.json",
    ),
    issuer_hosts=("blackboard.com",),
    document_hosts=("blackboard.com", "anthology.com"),
    frames=("https://*.blackboard.com",),
    link_place="Blackboard's developer portal, My Applications: LTI Dynamic Registration",
    steps=(
        "In Learn: Administrator Panel, Integrations, LTI Tool Providers, Register LTI "
        "1.3/Advantage Tool, with the client ID above.",
        "There, set Tool Status to Approved, allow grade service access and membership service "
        "access, and send Role in Course and Name.",
        "In the tool's menu, Manage Placements: look for one of the type Deep Linking content "
        "tool. If there is none, create it, with our launch address. Without it authors have no "
        "picker.",
        APPROVE,
    ),
)
BRIGHTSPACE = Family(
    title="Brightspace",
    products=("desire2learn", "d2l", "brightspace"),
    addresses=Addresses(
        issuer="{at}",
        login="{at}/d2l/lti/authenticate",
        access="https://auth.brightspace.com/core/connect/token",
        keys="{at}/d2l/.well-known/jwks",
        audience="https://api.brightspace.com/auth/token",
    ),
    link_place="Manage Extensibility, LTI Advantage, Register Tool: Dynamic",
    steps=(
        "Manage Extensibility, LTI Advantage: open the registration and switch it on.",
        "There, View Deployments, New Deployment: choose it, tick Assignment and Grade Services, "
        "Deep Linking and Names and Role Provisioning Services; under Security Settings share Org "
        "Unit Information, Link Information, Name and User ID, and not Anonymous; add the org "
        "units.",
        "In the deployment, View Links, New Link: our launch address, type Deep Linking "
        "Quicklink. Without it authors have no picker.",
        APPROVE,
    ),
)
OPEN_EDX = Family(
    title="Open edX",
    products=("openedx", "open edx", "edx"),
    # xblock-lti-consumer 9.14 and 11.4, lti_consumer/utils.py: get_lms_lti_keyset_link,
    # get_lms_lti_access_token_link, get_lms_lti_launch_link, get_lti_api_base (the issuer).
    addresses=Addresses(
        issuer="{at}",
        login="{at}/api/lti_consumer/v1/launch/",
        access="{at}/api/lti_consumer/v1/token/{activity}",
        keys="{at}/api/lti_consumer/v1/public_keysets/{activity}",
    ),
    steps=(
        "Each LTI Consumer has a client ID and a Keyset URL of its own: connect each by itself, "
        "with both. Issuer, login URL and access token URL follow from them and the address of "
        "your Open edX.",
        "In Studio, in the LTI Consumer, Setup: our addresses, and our redirect address under "
        "Registered Redirect URIs. Otherwise Open edX refuses a launch whose address names a "
        "story.",
        "Advantage Settings: Assignment and Grades Declarative, Names & Roles enabled, Tool "
        "Public Key Mode Keyset URL with our key set address.",
        "Review Options: This activity is graded. Open tool in New Window: Open edX offers no "
        "storage to browsers that block cookies.",
        "Publish the unit: launches work from the LMS alone, not from Studio.",
    ),
)
OTHER = Family(
    title="Another LMS",
    products=(),
    steps=(
        "Switch the tool on for your courses, and allow grades and the list of people.",
    ),
)
FAMILIES: dict[str, Family] = {
    "moodle": MOODLE,
    "totara": TOTARA,
    "canvas": CANVAS,
    "blackboard": BLACKBOARD,
    "brightspace": BRIGHTSPACE,
    "openedx": OPEN_EDX,
}

WITH_ADDRESSES = tuple(name for name, one in FAMILIES.items() if one.addresses)
"""Those whose addresses need not be typed in."""


def family(name: str) -> Family:
    """The family of a name, `OTHER` for any that is not in the table."""
    return FAMILIES.get(name, OTHER)


def steps_left(name: str, public_url: str, *, deployed: bool = False) -> list[str]:
    """What an LMS's administrator still does, where this service is at `public_url`.

    `deployed`: its answer named the deployment, so nothing waits for approval. Canvas does so where
    its newer registrations are switched on (canvas-lms,
    app/controllers/lti/ims/dynamic_registration_controller.rb, create and render_registration).
    """
    one = family(name)
    port = urlsplit(public_url).port
    steps = [step for step in one.steps if not deployed or step != APPROVE]
    if one.ports and port not in one.ports:
        steps.append(one.port_step.format(port=port))
    return steps


def named_by(product: str) -> str:
    """The name of the family with this `product_family_code`, "" for none."""
    text = product.strip().lower()
    for name, one in FAMILIES.items():
        if text.startswith(one.products):
            return name
    return ""


def may_publish_for(document_host: str, issuer_host: str) -> bool:
    """Whether a document at one host may speak for an issuer at another (LTI DR 1.0, 3.5.1).

    Elsewhere the two must be the same. Canvas and Blackboard have one issuer for everyone.
    """
    if document_host == issuer_host:
        return True
    for one in FAMILIES.values():
        if issuer_host in one.issuer_hosts and _is_below(document_host, one):
            return True
    return False


def _is_below(host: str, one: Family) -> bool:
    """Whether a host is one of those at which a family publishes documents."""
    below = tuple("." + known for known in one.document_hosts)
    return host in one.document_hosts or host.endswith(below)
