"""A 64-byte datagram to oneself, sent and received: COUNT times."""
import socket
import sys

from measure import measure

self = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
self.bind(("127.0.0.1", 0))
self.connect(self.getsockname())
data = b"x" * 64
buffer = bytearray(65536)


def run(count):
    for _ in range(count):
        self.send(data)
        self.recv_into(buffer)


measure(int(sys.argv[1]), run)
