"""The SCORM door: manifests, reproducible packages and profiles over olw_core."""
