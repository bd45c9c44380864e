# Accepts, reads a request, answers with 64 bytes and closes: COUNT times, after as many for the warm-up.
use strict;
use warnings;
use Socket;

my $count = $ARGV[0];
socket(my $listener, PF_INET, SOCK_STREAM, 0) or die "socket: $!";
bind($listener, pack_sockaddr_in(0, INADDR_LOOPBACK)) or die "bind: $!";
listen($listener, SOMAXCONN) or die "listen: $!";
$| = 1;
print +(unpack_sockaddr_in(getsockname($listener)))[0], "\n";
my $data = "x" x 64;

for (1 .. $count * 2) {
    accept(my $socket, $listener) or die "accept: $!";
    sysread($socket, my $buffer, 65536);
    syswrite($socket, $data);
    close($socket);
}
