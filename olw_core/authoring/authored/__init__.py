"""The types of what comes out of the schemas: a module as its authors wrote it."""
