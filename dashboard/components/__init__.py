"""Parts that pages are made of: layout, filter bar, tables, downloads, evidence, the article reader, edits of actors."""
