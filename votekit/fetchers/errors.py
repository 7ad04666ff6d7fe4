"""What is wrong with a document that a source sent: one sentence, and no rows."""

from votekit.errors import StoreError


class DocumentError(StoreError):
    """A document is not the one it should be, or says what no roll call can say.

    What is quoted of the document stays on one line, and cannot speak to a terminal.
    """

    def __init__(self, sentence: str) -> None:
        printable = (letter if letter.isprintable() else " " for letter in sentence)
        super().__init__(" ".join("".join(printable).split()))


class RefusedPage(DocumentError):  # noqa: N818 - it is an answer, as is the next
    """The server refused with a page that says so, and not with a status."""


class NotPosted(DocumentError):  # noqa: N818 - it is an answer, not a failure of the server
    """The server answered that there is no such roll call, or not yet."""
