"""What crosses the play API, checked by marshmallow on the way in and out."""
