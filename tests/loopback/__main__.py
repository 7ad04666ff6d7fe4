"""``cd tests; python -m loopback DIRECTORY``: serve a directory until standard input closes."""

from loopback.server import main

main()
