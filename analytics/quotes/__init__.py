"""Who said what: quotes with their parts, speaker span, cue, stance and confidence."""

from analytics.quotes.find import FoundQuote, find_quotes

__all__ = ["FoundQuote", "find_quotes"]
