"""Addresses of pages and feeds, fetched only where the user asked for them."""
