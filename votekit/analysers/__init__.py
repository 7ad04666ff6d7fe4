"""Pure functions from tables to answers: one measure, one module."""
