"""The LTI 1.3 door: a Flask service over olw_core.

`lti_service.app.create_app(settings)` makes the application; `lti_service.settings` lists what can
be set.
"""
