"""Veto-proof margins and party splits of every roll call of the United States Congress."""

__version__ = "0.1.0"
