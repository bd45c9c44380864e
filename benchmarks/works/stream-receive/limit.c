/* COUNT times 64 KiB from the server at PORT, received as they come, at most 64 KiB at once. */
#include "../shared/loopback.h"

static int s;

static void run(long count)
{
    static char piece[65536];
    for (long left = count * sizeof piece; left > 0;) {
        left -= check(recv(s, piece, sizeof piece, 0), "recv");
    }
}

int main(int argc, char **argv)
{
    s = stream_to(atoi(argv[1]));
    measure(atol(argv[2]), run);
    return 0;
}
