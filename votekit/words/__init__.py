"""Every sentence said about a vote, once: dates, counts, names, roll calls, sources.

Nothing here reads a file or imports a room above ``rules``; a function takes a row, an id or plain
values, and returns text without markup. Whoever writes Markdown or HTML escapes it.
"""
