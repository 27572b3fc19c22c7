"""What module.yaml may hold: marshmallow schemas (docs/developers/formats.md, section 1)."""
