# What the Perl programs share.
package Measure;
use strict;
use warnings;
use Exporter "import";
use Socket;
use Time::HiRes qw(clock_gettime CLOCK_MONOTONIC);

our @EXPORT = qw(measure stream_to datagram_to_itself);

# Runs a quarter as a warm-up, then prints the nanoseconds that one of $count took.
sub measure {
    my ($count, $run) = @_;
    $run->($count / 4);
    my $from = clock_gettime(CLOCK_MONOTONIC);
    $run->($count);
    printf "%.1f\n", (clock_gettime(CLOCK_MONOTONIC) - $from) * 1e9 / $count;
}

sub stream_to {
    my ($port) = @_;
    socket(my $socket, PF_INET, SOCK_STREAM, 0) or die "socket: $!";
    connect($socket, pack_sockaddr_in($port, INADDR_LOOPBACK)) or die "connect: $!";
    return $socket;
}

sub datagram_to_itself {
    socket(my $socket, PF_INET, SOCK_DGRAM, 0) or die "socket: $!";
    bind($socket, pack_sockaddr_in(0, INADDR_LOOPBACK)) or die "bind: $!";
    connect($socket, getsockname($socket)) or die "connect: $!";
    return $socket;
}

1;
