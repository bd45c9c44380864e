# COUNT pieces of 64 KiB to the server at PORT.
use strict;
use warnings;
use Measure;

my $socket = stream_to($ARGV[0]);
my $piece = "\0" x 65536;

measure($ARGV[1], sub {
    my ($count) = @_;
    for (1 .. $count) {
        syswrite($socket, $piece) == 65536 or die "syswrite: $!";
    }
});
