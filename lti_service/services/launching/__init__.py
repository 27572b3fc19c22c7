"""From a login to the rows of a launch, and to what it opens."""
