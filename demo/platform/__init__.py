"""A small demo trust's LMS: a real LTI 1.3 platform with a course, people, a roster, a gradebook.

`demo.platform.app.create_platform(config)` makes the WSGI application; the LTI tests use it as
their platform.
"""
