<?php
// COUNT pieces of 64 KiB to the server at PORT.
require __DIR__ . "/../shared/measure.php";

$socket = stream_to((int) $argv[1]);
$piece = str_repeat("\0", 65536);

measure((int) $argv[2], function (int $count) use ($socket, $piece): void {
    for ($i = 0; $i < $count; $i++) {
        socket_send($socket, $piece, 65536, 0) === 65536 or fail("send");
    }
});
