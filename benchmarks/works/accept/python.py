"""Accepts, reads a request, answers with 64 bytes and closes: COUNT times, after as many for the warm-up."""
import socket
import sys

count = int(sys.argv[1])
listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
data = b"x" * 64

for _ in range(2 * count):
    stream, _ = listener.accept()
    stream.recv(65536)
    stream.send(data)
    stream.close()
