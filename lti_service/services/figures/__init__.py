"""Room figures: from a learner's first way to counts that are published."""
