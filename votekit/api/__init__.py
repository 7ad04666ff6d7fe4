"""What a notebook calls, and the command line as well: open the record, find, analyze.

The functions that answer one reference give small typed results with a notebook view; those over
many roll calls give pandas DataFrames. Each has a module of its own, which is loaded only when it
is asked for: see ``votekit.__init__`` for the names.
"""
