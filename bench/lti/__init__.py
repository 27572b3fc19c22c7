"""The LTI door: its own time for a launch, beside pylti1p3's Flask tool, and for an answer.

Both tools are called without a web server, on the same machine in the same run.
"""
