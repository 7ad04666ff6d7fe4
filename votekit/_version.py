"""The version: hatch reads it here, and everything that names it imports it from here."""

__version__ = "0.1.0"
