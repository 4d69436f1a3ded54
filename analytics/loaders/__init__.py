"""Files, folders and exports to the articles table; one file a family of formats."""
