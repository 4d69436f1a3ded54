"""A library: a folder of analysed articles in Parquet files, queried with DuckDB."""

from analytics.library.library import FORMAT, SMALL, Added, Library, LibraryError

__all__ = ["FORMAT", "SMALL", "Added", "Library", "LibraryError"]
