# A byte to oneself, the ready one found by select among IDLE other sockets, read: COUNT times.
use strict;
use warnings;
use Measure;
use Socket;

my @sockets;
for (1 .. $ARGV[1]) {
    socket(my $socket, PF_INET, SOCK_DGRAM, 0) or die "socket: $!";
    push @sockets, $socket;
}
push @sockets, my $own = datagram_to_itself();
my $all = "";
vec($all, fileno($_), 1) = 1 for @sockets;

measure($ARGV[0], sub {
    my ($count) = @_;
    my $buffer = "";
    for (1 .. $count) {
        send($own, "x", 0);
        select(my $ready = $all, undef, undef, undef);
        for my $socket (@sockets) {
            recv($socket, $buffer, 64, 0) if vec($ready, fileno($socket), 1);
        }
    }
});
