"""Quoteboard's library: articles in, tables of sentences, quotes, mentions and actors out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analytics.library import Library
    from analytics.loaders import load
    from analytics.pipeline import analyse

__all__ = ["Library", "analyse", "load"]

_ROOMS = {"Library": "analytics.library", "analyse": "analytics.pipeline", "load": "analytics.loaders"}


def __getattr__(name: str) -> Any:
    """The three public names, imported on first use: the dashboard asks a library without loading the engines."""
    if name not in _ROOMS:
        raise AttributeError(f"module 'analytics' has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_ROOMS[name]), name)
