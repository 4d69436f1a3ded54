"""Trains the weights of this package; nothing here is needed to use them."""
