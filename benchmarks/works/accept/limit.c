/* Accepts, reads a request, answers with 64 bytes and closes: COUNT times, after as many for the warm-up. */
#include "../shared/loopback.h"

int main(int argc, char **argv)
{
    static char data[64] = "x", buffer[65536];
    long count = atol(argv[1]);
    int l = listener();
    for (long i = 0; i < 2 * count; i++) {
        int s = accepted(l);
        check(recv(s, buffer, sizeof buffer, 0), "recv");
        check(send(s, data, sizeof data, 0), "send");
        close(s);
    }
    return 0;
}
