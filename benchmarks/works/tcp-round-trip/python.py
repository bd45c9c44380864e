"""64 bytes to the echo server at PORT and back: COUNT times."""
import socket
import sys

from measure import measure

stream = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
data = b"x" * 64
buffer = bytearray(65536)


def run(count):
    for _ in range(count):
        stream.send(data)
        got = 0
        while got < 64:
            got += stream.recv_into(buffer)


measure(int(sys.argv[2]), run)
