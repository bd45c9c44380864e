<?php
// COUNT times 64 KiB from the server at PORT, at most 64 KiB at once.
require __DIR__ . "/../shared/measure.php";

$socket = stream_to((int) $argv[1]);

measure((int) $argv[2], function (int $count) use ($socket): void {
    for ($left = $count * 65536; $left > 0;) {
        $left -= socket_recv($socket, $piece, 65536, 0) ?: fail("recv");
    }
});
