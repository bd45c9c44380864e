"""A byte to oneself, the ready one found among IDLE other sockets, read: COUNT times. METHOD is select, poll or epoll."""
import select
import socket
import sys

from measure import measure

idle, method = int(sys.argv[2]), sys.argv[3]
sockets = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(idle + 1)]
own = sockets[-1]
own.bind(("127.0.0.1", 0))
own.connect(own.getsockname())


def by_select(count):
    for _ in range(count):
        own.send(b"x")
        for ready in select.select(sockets, [], [])[0]:
            ready.recv(64)


def by_poll(count):
    poll = select.poll() if method == "poll" else select.epoll()
    for each in sockets:
        poll.register(each, select.POLLIN)
    of = {each.fileno(): each for each in sockets}
    for _ in range(count):
        own.send(b"x")
        for descriptor, _ in poll.poll():
            of[descriptor].recv(64)


measure(int(sys.argv[1]), by_select if method == "select" else by_poll)
