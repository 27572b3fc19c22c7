"""HTTP between servers on one machine: past every proxy, without a list of trusted authorities.

To read that list takes some 30 ms for each client, more than most requests here take.
"""

from __future__ import annotations

import ssl
from functools import partial

import httpx2

NO_AUTHORITIES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

Client = partial(httpx2.Client, trust_env=False, timeout=30, verify=NO_AUTHORITIES)
request = partial(httpx2.request, trust_env=False, timeout=30, verify=NO_AUTHORITIES)
get = partial(request, "GET")
post = partial(request, "POST")
