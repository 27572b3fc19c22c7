"""The authors' floor: the authoring format, its compiler, and what writers and reviewers are
shown of a story."""
