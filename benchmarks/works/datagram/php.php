<?php
// A 64-byte datagram to oneself, sent and received: COUNT times.
require __DIR__ . "/../shared/measure.php";

$socket = datagram_to_itself();
$data = str_repeat("x", 64);

measure((int) $argv[1], function (int $count) use ($socket, $data): void {
    for ($i = 0; $i < $count; $i++) {
        socket_send($socket, $data, 64, 0);
        socket_recv($socket, $buffer, 65536, 0);
    }
});
