# A 64-byte datagram to oneself, sent and received: COUNT times.
use strict;
use warnings;
use Measure;

my $socket = datagram_to_itself();
my $data = "x" x 64;

measure($ARGV[0], sub {
    my ($count) = @_;
    my $buffer = "";
    for (1 .. $count) {
        send($socket, $data, 0);
        recv($socket, $buffer, 65536, 0);
    }
});
