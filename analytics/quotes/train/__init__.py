"""Makes the learned weights of the quote engine anew: ``python -m analytics.quotes.train GOLD_DIR``. Needs torch."""
