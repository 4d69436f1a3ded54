"""Quoteboard: who said what, about whom, in which tone, how often and in whose pages.

>>> from quoteboard import find_quotes, read
>>> [document] = [read("“The port is shut,” Mara Ode said on Monday.")]
>>> [[quote]] = find_quotes([document])
>>> quote.kind, document.text[slice(*quote.speaker)], document.text[slice(*quote.cue)]
('direct', 'Mara Ode', 'said')
"""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analytics.actors import FoundMention, Speaker, find_mentions, link_names, name_speakers
    from analytics.library import Library, LibraryError
    from analytics.loaders import Loaded, load, load_batches
    from analytics.pipeline import analyse
    from analytics.queries.filters import Filters
    from analytics.queries.rows import export_rows, select
    from analytics.quotes import FoundQuote, find_quotes
    from analytics.sentiment import Score, Toward, score, toward
    from analytics.tables import Tables
    from analytics.tasks.edit_articles import set_details
    from analytics.tasks.ingest import take_in
    from analytics.text import Document, read
    from analytics.versions import VERSION as __version__

__all__ = [
    "Document",
    "Filters",
    "FoundMention",
    "FoundQuote",
    "Library",
    "LibraryError",
    "Loaded",
    "Score",
    "Speaker",
    "Tables",
    "Toward",
    "__version__",
    "analyse",
    "export_rows",
    "find_mentions",
    "find_quotes",
    "link_names",
    "load",
    "load_batches",
    "name_speakers",
    "read",
    "score",
    "select",
    "set_details",
    "take_in",
    "toward",
]

_MODULES = {
    "analytics.actors": ("FoundMention", "Speaker", "find_mentions", "link_names", "name_speakers"),
    "analytics.library": ("Library", "LibraryError"),
    "analytics.loaders": ("Loaded", "load", "load_batches"),
    "analytics.pipeline": ("analyse",),
    "analytics.queries.filters": ("Filters",),
    "analytics.queries.rows": ("export_rows", "select"),
    "analytics.quotes": ("FoundQuote", "find_quotes"),
    "analytics.sentiment": ("Score", "Toward", "score", "toward"),
    "analytics.tables": ("Tables",),
    "analytics.tasks.edit_articles": ("set_details",),
    "analytics.tasks.ingest": ("take_in",),
    "analytics.text": ("Document", "read"),
}


def __getattr__(name: str) -> Any:
    """Import a public name on first use, so that a program that only reads a library loads no engine."""
    if name == "__version__":
        value = load_module("analytics.versions").VERSION
    else:
        module = next((module for module, names in _MODULES.items() if name in names), None)
        if module is None:
            raise AttributeError(f"module 'quoteboard' has no attribute {name!r}")
        value = getattr(load_module(module), name)
    globals()[name] = value
    return value


def load_module(name: str) -> Any:
    """Import a module of ours. Raises ImportError that says what to do where another ``analytics`` hides that of a checkout."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        other = sys.modules.get("analytics")
        if other is None or not (error.name or "").startswith("analytics."):
            raise
        raise ImportError(
            f"another package named analytics ({getattr(other, '__file__', None)}) hides the one of this checkout of Quoteboard. "
            "An installed Quoteboard works beside it: pip install ."
        ) from error


def __dir__() -> list[str]:
    return __all__
