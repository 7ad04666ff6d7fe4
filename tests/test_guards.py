"""What the tests are kept from: the network, and the store of whoever runs them."""

import os
import socket
from pathlib import Path

import pytest

from votekit.store import Record, user_directory


def test_a_test_that_uses_the_network_fails():
    with pytest.raises(pytest.fail.Exception, match=r"has used the network.*192\.0\.2\.1"):
        socket.create_connection(("192.0.2.1", 80), timeout=0.01)
    with pytest.raises(pytest.fail.Exception, match=r"has used the network.*www\.house\.gov"):
        socket.getaddrinfo("www.house.gov", 443)
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp,
        pytest.raises(pytest.fail.Exception, match="has used the network"),
    ):
        udp.sendto(b"x", ("192.0.2.1", 9))


def test_a_server_on_this_machine_can_be_used():
    with socket.create_server(("localhost", 0)) as server:
        socket.create_connection(server.getsockname()).close()


def test_no_test_reads_a_developers_own_store(tmp_path):
    assert tmp_path in user_directory().parents
    assert not Path(os.environ["VOTEKIT_DATA"]).exists()
    assert [layer.name for layer in Record.open().layers] == ["bundled"]
