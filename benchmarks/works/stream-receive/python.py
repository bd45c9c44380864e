"""COUNT times 64 KiB from the server at PORT, at most 64 KiB at once."""
import socket
import sys

from measure import measure

stream = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
piece = bytearray(65536)


def run(count):
    left = count * 65536
    while left > 0:
        left -= stream.recv_into(piece)


measure(int(sys.argv[2]), run)
