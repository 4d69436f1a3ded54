"""Learning of the tone toward an actor: ``python -m analytics.sentiment.train GOLD_DIR``. The only room here that needs torch."""
