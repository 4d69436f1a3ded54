"""Read-only queries of a library under one Filters value."""
