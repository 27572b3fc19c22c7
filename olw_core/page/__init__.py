"""The page floor: the HTML that puts the player, or the first scene alone, onto a door's page."""
