"""Learning this room's weights; nothing here is needed to use them."""
