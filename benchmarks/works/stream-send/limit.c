/* COUNT pieces of 64 KiB to the server at PORT. */
#include "../shared/loopback.h"

static int s;

static void run(long count)
{
    static char piece[65536];
    for (long i = 0; i < count; i++) {
        for (size_t sent = 0; sent < sizeof piece;) {
            sent += check(send(s, piece + sent, sizeof piece - sent, 0), "send");
        }
    }
}

int main(int argc, char **argv)
{
    s = stream_to(atoi(argv[1]));
    measure(atol(argv[2]), run);
    return 0;
}
