"""Charts, a file of tests for each kind."""
