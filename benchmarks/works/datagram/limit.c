/* A 64-byte datagram to oneself, sent and received: COUNT times. */
#include "../shared/loopback.h"

static int s;

static void run(long count)
{
    static char data[64] = "x", buffer[65536];
    for (long i = 0; i < count; i++) {
        check(send(s, data, sizeof data, 0), "send");
        check(recv(s, buffer, sizeof buffer, 0), "recv");
    }
}

int main(int argc, char **argv)
{
    s = datagram_to_itself();
    measure(atol(argv[1]), run);
    return 0;
}
