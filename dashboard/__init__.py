"""The dashboard: all that imports streamlit lives here and in app.py."""
