"""Training of the tone toward an actor: ``python -m analytics.sentiment.train GOLD_DIR``. It needs torch."""
