# COUNT times 64 KiB from the server at PORT, at most 64 KiB at once.
use strict;
use warnings;
use Measure;

my $socket = stream_to($ARGV[0]);

measure($ARGV[1], sub {
    my ($count) = @_;
    my $piece = "";
    for (my $left = $count * 65536; $left > 0;) {
        $left -= sysread($socket, $piece, 65536) || die "lost";
    }
});
