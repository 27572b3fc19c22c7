"""What depends on people's browsers: frames, as launches have told of them; and cookies and
storage, which only the page at /here can try.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlencode

from lti_service.models import Registration
from lti_service.services.admin.finding import Finding, counted
from lti_service.services.platforms import framing, seen_frames


def frames(registration: Registration, public_url: str, now: datetime) -> Finding:
    """In whose frames launches came, against those that may show us."""
    what = "Frames"
    known = framing.framers(registration)
    listed = ", ".join(known)
    mixed = [one for one in known if one.startswith("https:")]
    if mixed and not public_url.startswith("https:"):
        told = (
            f"the public address {public_url} is not https, "
            "and browsers show it in no https page"
        )
        return Finding(what, False, told, "Set OLW_PUBLIC_URL to an https address.")
    seen = seen_frames.read(registration, now)
    shut_out = {
        at: days for at, days in seen.items() if not framing.may_frame(registration, at)
    }
    if shut_out:
        told = (
            f"those who lead courses came in frames of {_with_days(shut_out)}, which may not "
            "show us: they saw an empty frame"
        )
        return Finding(what, False, told, _naming(registration))
    if not seen:
        told = (
            "nobody who leads a course came in a frame of late; "
            f"frames of {listed} may show us"
        )
        return Finding(what, None, told)
    told = f"those who lead courses came in frames of {_with_days(seen)}"
    return Finding(what, True, told)


def browsers(registration: Registration, public_url: str) -> Finding:
    """The point that only a browser can try."""
    told = (
        f"open {here_address(public_url, registration)} where people open activities, "
        "best as a web page in a frame of the LMS: it tries frame, cookies and storage there"
    )
    return Finding("People's browsers", None, told)


def here_address(public_url: str, registration: Registration) -> str:
    """The page that tries a browser, in frames of this platform alone."""
    named = {"iss": registration.issuer, "client_id": registration.client_id}
    return f"{public_url}/here?{urlencode(named)}"


def _with_days(seen: Mapping[str, int]) -> str:
    """Origins, and on how many of the last days each."""
    told = [f"{at} (on {counted(days, 'day')})" for at, days in seen.items()]
    return ", ".join(told)


def _naming(registration: Registration) -> str:
    """How to name a further address. None is filled in: any site can frame us while it launches."""
    platform = shlex.quote(registration.name)
    known = [f"--frame {shlex.quote(at)}" for at in registration.frame_ancestors]
    options = " ".join([*known, "--frame ADDRESS"])
    return (
        "See first whose address it is: any site can put us into a frame. Only where your people "
        "see the LMS there, name it on the LMS's page, or run, with it in place of ADDRESS: "
        f"olw lti platforms edit {platform} {options}"
    )
