"""The library behind Quoteboard: from news articles to tables of sentences, quotes, mentions and actors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analytics.library import Library
    from analytics.loaders import load
    from analytics.pipeline import analyse

__all__ = ["Library", "analyse", "load"]

_MODULES = {"Library": "analytics.library", "analyse": "analytics.pipeline", "load": "analytics.loaders"}


def __getattr__(name: str) -> Any:
    """Import the three public names on first use, so that the dashboard can query a library without loading the engines."""
    if name not in _MODULES:
        raise AttributeError(f"module 'analytics' has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_MODULES[name]), name)
