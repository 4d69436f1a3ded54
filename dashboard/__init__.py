"""The dashboard, the only package besides app.py that imports streamlit.

Imports go one way: text, charts, state, components, pages.
"""
