"""Batches of 64 datagrams of 64 bytes to oneself, sent, then received: COUNT datagrams."""
import socket
import sys

from measure import measure

self = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
self.bind(("127.0.0.1", 0))
self.connect(self.getsockname())
data = b"x" * 64
buffer = bytearray(65536)


def run(count):
    for _ in range(count // 64):
        for _ in range(64):
            self.send(data)
        for _ in range(64):
            self.recv_into(buffer)


measure(int(sys.argv[1]), run)
