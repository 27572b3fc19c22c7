"""An LMS without pages: its key set from a fast local server, and launches that it signs."""

from __future__ import annotations

import json
import threading
import time
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from flask import Flask
from joserfc import jwt
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

ISSUER = "http://lms.test"
CLIENT_ID = "tool"
DEPLOYMENT_ID = "1"
TOOL = "https://tool.test"
TARGET = TOOL + "/launch"
CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
AGS = "https://purl.imsglobal.org/spec/lti-ags/"
LEARNER = "http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"
TOKEN_LIFE = 60
"""Seconds of a token, as in Moodle."""
MODULE = "kind"
LOGIN = {
    "iss": ISSUER,
    "client_id": CLIENT_ID,
    "login_hint": "1",
    "target_link_uri": TARGET,
}


class Lms:
    """One key, and the server that publishes it until `close`."""

    def __init__(self) -> None:
        parameters: Any = {"kid": "k", "use": "sig", "alg": "RS256"}
        self.key = RSAKey.generate_key(2048, parameters=parameters)
        public = self.key.as_dict(private=False)
        published = json.dumps({"keys": [public]})

        @Request.application
        def keys(_request: Request) -> Response:
            return Response(published, mimetype="application/json")

        self._server = make_server("127.0.0.1", 0, keys, threaded=True)
        self.keys_url = f"http://127.0.0.1:{self._server.port}/"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """No more keys."""
        self._server.shutdown()
        self._server.server_close()

    def launch(self, tool: Flask) -> float:
        """A login and its launch in a browser without cookies: the tool's processor time in s.

        Raises AssertionError. In one browser for all, pylti1p3's cookies of its launches so far
        would be read again at each.
        """
        client = tool.test_client()
        began = time.process_time()
        sent_on = client.post("/login", TOOL, data=LOGIN)
        taken = time.process_time() - began
        address = sent_on.headers["location"]
        query = urlsplit(address).query
        form = self.form(query, "learner-1")
        began = time.process_time()
        page = client.post("/launch", TOOL, data=form)
        taken += time.process_time() - began
        assert page.status_code == 200, page.text
        return taken

    def form(self, query: str, learner: str) -> dict[str, str]:
        """What the platform's login page posts. `query`: of the address that led there."""
        asked = dict(parse_qsl(query))
        header = {"alg": "RS256", "kid": "k"}
        claims = self.claims(asked["nonce"], learner)
        token = jwt.encode(header, claims, self.key, algorithms=["RS256"])
        return {
            "state": asked["state"],
            "id_token": token,
        }

    def claims(self, nonce: str, learner: str) -> dict[str, Any]:
        """A learner opens a graded activity in a course."""
        now = int(time.time())
        endpoint = {
            "scope": [AGS + "scope/score"],
            "lineitem": ISSUER + "/lineitems/1",
        }
        return {
            "iss": ISSUER,
            "aud": CLIENT_ID,
            "sub": learner,
            "iat": now,
            "exp": now + TOKEN_LIFE,
            "nonce": nonce,
            CLAIM + "message_type": "LtiResourceLinkRequest",
            CLAIM + "version": "1.3.0",
            CLAIM + "deployment_id": DEPLOYMENT_ID,
            CLAIM + "target_link_uri": TARGET,
            CLAIM + "roles": [LEARNER],
            CLAIM + "context": {"id": "course", "title": "A course"},
            CLAIM + "resource_link": {"id": "activity", "title": "An activity"},
            CLAIM + "custom": {"module": MODULE},
            AGS + "claim/endpoint": endpoint,
        }
