"""Files that other programs read: one format, one module; each writes pieces as they come."""
