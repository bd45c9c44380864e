"""Runs a program on a terminal of its own, of so many columns and rows, between standard input and output; ends with its status."""
import fcntl
import os
import pty
import struct
import sys
import termios

columns, rows = int(sys.argv[1]), int(sys.argv[2])


def with_size(program):
    """Waits with the program until its terminal has the size."""
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    os.execvp(program[0], program)


if len(sys.argv) > 4 and sys.argv[3] == "--inside":
    with_size(sys.argv[4:])
status = pty.spawn([sys.executable, __file__, *sys.argv[1:3], "--inside", *sys.argv[3:]])
sys.exit(os.waitstatus_to_exitcode(status) & 0xFF)
