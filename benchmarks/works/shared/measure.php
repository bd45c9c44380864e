<?php
// What the PHP programs share.

/** Ends the program with the system's error where PHP only warns. */
function fail(string $what): never
{
    fwrite(STDERR, $what . ": " . socket_strerror(socket_last_error()) . "\n");
    exit(1);
}

/** Runs a quarter as a warm-up, then prints the nanoseconds that one of $count took. */
function measure(int $count, callable $run): void
{
    $run(intdiv($count, 4));
    $from = hrtime(true);
    $run($count);
    printf("%.1f\n", (hrtime(true) - $from) / $count);
}

function stream_to(int $port): Socket
{
    $socket = socket_create(AF_INET, SOCK_STREAM, 0);
    socket_connect($socket, "127.0.0.1", $port) or fail("connect");
    return $socket;
}

function datagram_to_itself(): Socket
{
    $socket = socket_create(AF_INET, SOCK_DGRAM, 0);
    socket_bind($socket, "127.0.0.1", 0) or fail("bind");
    socket_getsockname($socket, $address, $port);
    socket_connect($socket, $address, $port) or fail("connect");
    return $socket;
}
