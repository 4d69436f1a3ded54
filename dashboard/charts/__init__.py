"""Plotly figures from the tables that queries return; `shapes` draws, the other modules fill."""
