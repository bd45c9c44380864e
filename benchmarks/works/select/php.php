<?php
// A byte to oneself, the ready one found by socket_select among IDLE other sockets, read: COUNT times.
require __DIR__ . "/../shared/measure.php";

$sockets = [];
for ($i = 0; $i < (int) $argv[2]; $i++) {
    $sockets[] = socket_create(AF_INET, SOCK_DGRAM, 0);
}
$own = $sockets[] = datagram_to_itself();

measure((int) $argv[1], function (int $count) use ($sockets, $own): void {
    for ($i = 0; $i < $count; $i++) {
        socket_send($own, "x", 1, 0);
        $ready = $sockets;
        $none = null;
        socket_select($ready, $none, $none, null);
        foreach ($ready as $socket) {
            socket_recv($socket, $buffer, 64, 0);
        }
    }
});
