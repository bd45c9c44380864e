<?php
// Accepts, reads a request, answers with 64 bytes and closes: COUNT times, after as many for the warm-up.
$count = (int) $argv[1];
$listener = socket_create_listen(0);
socket_getsockname($listener, $address, $port);
echo $port, "\n";
$data = str_repeat("x", 64);

for ($i = 0; $i < $count * 2; $i++) {
    $socket = socket_accept($listener);
    socket_recv($socket, $buffer, 65536, 0);
    socket_send($socket, $data, 64, 0);
    socket_close($socket);
}
