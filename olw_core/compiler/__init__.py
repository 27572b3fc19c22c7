"""Compiles authored modules (YAML and Markdown) to plain JSON; see docs/developers/formats.md."""
