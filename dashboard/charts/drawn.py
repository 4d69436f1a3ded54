"""Figures as Streamlit takes them without a second check of what we drew ourselves."""

from __future__ import annotations

import functools
from typing import Any

import plotly.io
from plotly.basedatatypes import BaseFigure


class Drawn(BaseFigure):  # type: ignore[misc]  # plotly has no types
    """A figure that is taken as it is. In a plain dict plotly checks property by property, at each run of a page.

    Our figures are checked by the tests, which draw every page.
    """

    def __init__(self, content: dict[str, Any]) -> None:
        self._content = content

    def __reduce__(self) -> tuple[type[Drawn], tuple[dict[str, Any]]]:
        """Return what makes the same figure again, for copies."""
        return Drawn, (self._content,)

    def to_dict(self) -> dict[str, Any]:
        """Return the figure's data and layout, in the template that Streamlit has set."""
        layout = {"template": _template(str(plotly.io.templates.default)), **self._content.get("layout", {})}
        return {**self._content, "layout": layout}


@functools.cache
def _template(name: str) -> dict[str, Any]:
    """Return a template as plain values."""
    found: dict[str, Any] = plotly.io.templates[name].to_plotly_json()
    return found
