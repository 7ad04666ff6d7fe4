"""One module a source: get its documents, parse them into rows of the tables."""
