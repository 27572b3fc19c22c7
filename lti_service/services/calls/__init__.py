"""Calls to a platform's services, with access tokens."""
