"""Every sentence said about a vote, said once."""
