"""A small LMS for one person: plays any SCORM or cmi5 zip in a local page and shows every call and
what is recorded.

`serve(zip)` is behind `olw scorm play`; `lms_app(packages)` is a WSGI application that a site can
mount anywhere.
"""

from scorm_export.lms.app import lms_app
from scorm_export.lms.server import serve

__all__ = ["lms_app", "serve"]
