"""Who said what: quotes with their parts, speaker span, cue, stance, strength and confidence."""

from analytics.quotes.find import FoundQuote, find_quotes
from analytics.quotes.strength import DEFAULT_CONFIDENCE, DEFAULT_STRENGTHS, STRENGTHS

__all__ = ["DEFAULT_CONFIDENCE", "DEFAULT_STRENGTHS", "STRENGTHS", "FoundQuote", "find_quotes"]
