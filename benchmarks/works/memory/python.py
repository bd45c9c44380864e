"""Accepts COUNT connections and a quarter for the warm-up, sends a byte to each, and waits until the first has been closed."""
import socket
import sys

count = int(sys.argv[1])
listener = socket.create_server(("127.0.0.1", 0), backlog=511)
print(listener.getsockname()[1], flush=True)

sockets = []
for _ in range(count + count // 4):
    stream, _ = listener.accept()
    stream.send(b"x")
    sockets.append(stream)
sockets[0].recv(1)
