"""Shapes of charts: rows of plain values in, a Plotly figure as a dict out."""
