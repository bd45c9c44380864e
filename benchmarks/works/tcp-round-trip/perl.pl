# 64 bytes to the echo server at PORT and back: COUNT times.
use strict;
use warnings;
use Measure;
use Socket qw(IPPROTO_TCP TCP_NODELAY);

my $socket = stream_to($ARGV[0]);
setsockopt($socket, IPPROTO_TCP, TCP_NODELAY, 1) or die "setsockopt: $!";
my $data = "x" x 64;

measure($ARGV[1], sub {
    my ($count) = @_;
    my $buffer = "";
    for (1 .. $count) {
        syswrite($socket, $data);
        for (my $got = 0; $got < 64;) {
            $got += sysread($socket, $buffer, 65536) || die "lost";
        }
    }
});
