"""The SCORM and cmi5 packages in a real browser:
under scorm-again, and under an LMS that misbehaves.
"""
