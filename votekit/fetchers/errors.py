"""What is wrong with a document that a source sent: one sentence, and no rows."""

from votekit.errors import StoreError


class DocumentError(StoreError):
    """A document is not the one it should be, or says what no roll call can say."""


class NotPosted(DocumentError):  # noqa: N818 - it is an answer, not a failure of the server
    """The server answered that there is no such roll call, or not yet."""
