"""Trains the weights of the quote engine again: ``python -m analytics.quotes.train GOLD_DIR``. Needs torch."""
