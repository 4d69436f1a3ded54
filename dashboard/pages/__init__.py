"""Pages: one file per page, listed in app.py."""
