"""Read-only questions to a library under one Filters value."""
