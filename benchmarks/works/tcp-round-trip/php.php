<?php
// 64 bytes to the echo server at PORT and back: COUNT times.
require __DIR__ . "/../shared/measure.php";

$socket = stream_to((int) $argv[1]);
socket_set_option($socket, SOL_TCP, TCP_NODELAY, 1);
$data = str_repeat("x", 64);

measure((int) $argv[2], function (int $count) use ($socket, $data): void {
    for ($i = 0; $i < $count; $i++) {
        socket_send($socket, $data, 64, 0);
        for ($got = 0; $got < 64;) {
            $got += socket_recv($socket, $buffer, 65536, 0) ?: fail("recv");
        }
    }
});
