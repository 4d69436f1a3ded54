"""Files, folders, addresses and exports to the articles table."""

from analytics.loaders.batches import Known, Loaded, load, load_batches
from analytics.loaders.registry import FORMATS, SUFFIXES, Format, format_of

__all__ = ["FORMATS", "SUFFIXES", "Format", "Known", "Loaded", "format_of", "load", "load_batches"]
