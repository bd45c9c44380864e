"""COUNT pieces of 64 KiB to the server at PORT."""
import socket
import sys

from measure import measure

stream = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
piece = bytes(65536)


def run(count):
    for _ in range(count):
        stream.sendall(piece)


measure(int(sys.argv[2]), run)
