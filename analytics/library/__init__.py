"""A library: a folder of analysed articles in Parquet files, queried with DuckDB."""

from analytics.library.database import LibraryError
from analytics.library.library import FORMAT, SMALL, Added, Library

__all__ = ["FORMAT", "SMALL", "Added", "Library", "LibraryError"]
