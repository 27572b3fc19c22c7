"""An LMS without pages: its key set from a fast local server, and launches that it signs."""

from __future__ import annotations

import json
import threading
import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

from flask.testing import FlaskClient
from joserfc import jwt
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server
from werkzeug.test import TestResponse
from werkzeug.wrappers import Request, Response

ISSUER = "http://lms.test"
CLIENT_ID = "tool"
DEPLOYMENT_ID = "1"
TARGET = "http://localhost:8000/launch"
CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
AGS = "https://purl.imsglobal.org/spec/lti-ags/"
LEARNER = "http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"
LIFE = 60
"""Seconds of a token, as in Moodle."""


class Lms:
    """One key, and the server that publishes it until `close`."""

    def __init__(self) -> None:
        parameters: Any = {"kid": "k", "use": "sig", "alg": "RS256"}
        self.key = RSAKey.generate_key(2048, parameters=parameters)
        published = json.dumps({"keys": [self.key.as_dict(private=False)]})

        @Request.application
        def keys(_request: Request) -> Response:
            return Response(published, mimetype="application/json")

        self._server = make_server("127.0.0.1", 0, keys)
        self.keys_url = f"http://127.0.0.1:{self._server.port}/"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """No more keys."""
        self._server.shutdown()
        self._server.server_close()

    def launch(self, client: FlaskClient) -> tuple[float, TestResponse]:
        """A login and its launch: the tool's processor time in seconds, and its page."""
        began = time.process_time()
        sent_on = client.post(
            "/login",
            data={
                "iss": ISSUER,
                "client_id": CLIENT_ID,
                "login_hint": "1",
                "target_link_uri": TARGET,
            },
        )
        taken = time.process_time() - began
        query = parse_qs(urlsplit(sent_on.headers["location"]).query)
        form = {
            "state": query["state"][0],
            "id_token": self._token(query["nonce"][0]),
        }
        began = time.process_time()
        page = client.post("/launch", data=form)
        taken += time.process_time() - began
        assert page.status_code == 200, page.text
        return taken, page

    def _token(self, nonce: str) -> str:
        """A learner opens a graded activity in a course."""
        now = int(time.time())
        endpoint = {
            "scope": [AGS + "scope/score"],
            "lineitem": ISSUER + "/lineitems/1",
        }
        claims = {
            "iss": ISSUER,
            "aud": CLIENT_ID,
            "sub": "learner-1",
            "iat": now,
            "exp": now + LIFE,
            "nonce": nonce,
            CLAIM + "message_type": "LtiResourceLinkRequest",
            CLAIM + "version": "1.3.0",
            CLAIM + "deployment_id": DEPLOYMENT_ID,
            CLAIM + "target_link_uri": TARGET,
            CLAIM + "roles": [LEARNER],
            CLAIM + "context": {"id": "course", "title": "A course"},
            CLAIM + "resource_link": {"id": "activity", "title": "An activity"},
            CLAIM + "custom": {"module": "kind"},
            AGS + "claim/endpoint": endpoint,
        }
        header = {"alg": "RS256", "kid": "k"}
        return jwt.encode(header, claims, self.key, algorithms=["RS256"])
