/* 64 bytes to the echo server at PORT and back: COUNT times. */
#include "../shared/loopback.h"

static int s;

static void run(long count)
{
    static char data[64] = "x", buffer[65536];
    for (long i = 0; i < count; i++) {
        check(send(s, data, sizeof data, 0), "send");
        for (ssize_t got = 0, length; got < 64; got += length) {
            length = check(recv(s, buffer, sizeof buffer, 0), "recv");
        }
    }
}

int main(int argc, char **argv)
{
    s = stream_to(atoi(argv[1]));
    no_delay(s);
    measure(atol(argv[2]), run);
    return 0;
}
