"""The store: the bundled record, and over it a directory of the user's.

Where both have a roll call, the one that its source took up later wins (column ``updated``); at
equal times the user's. Reading touches only the row groups that can hold what is asked for.
"""

from votekit.store.layer import Layer, Wanted
from votekit.store.location import bundled_directory, user_directory
from votekit.store.record import Record

__all__ = ["Layer", "Record", "Wanted", "bundled_directory", "user_directory"]
