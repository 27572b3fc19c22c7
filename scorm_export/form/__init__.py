"""The web form that makes a zip, for L&D teams without a command line: fields in, package or
coded errors out.

Knows no web framework. A site shows `render(...)` and gives what was posted to
`build_from_form(...)`.
"""

from scorm_export.form.build import FormError, build_from_form
from scorm_export.form.render import render

__all__ = ["FormError", "build_from_form", "render"]
