"""COUNT pieces of 64 KiB of FILE to the server at PORT, 1,000 of them by one call."""
import socket
import sys

from measure import measure

stream = socket.create_connection(("127.0.0.1", int(sys.argv[1])))


def run(count):
    with open(sys.argv[3], "rb") as file:
        for left in range(count, 0, -1000):
            stream.sendfile(file, 0, min(left, 1000) * 65536)


measure(int(sys.argv[2]), run)
