"""The views: check what comes in, call the services inside one unit of work, render.

Leaving the unit commits.
"""
