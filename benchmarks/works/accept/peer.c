/*
 * COUNT connections to the server at PORT, one after another: 64 bytes sent, the answer read until its end. As many before them
 * are the warm-up, long enough for engines that compile in the background. Prints nanoseconds per connection.
 */
#include "../shared/loopback.h"

static int port;

static void run(long count)
{
    static char data[64] = "x", buffer[65536];
    for (long i = 0; i < count; i++) {
        int s = stream_to(port);
        long length, got = 0;
        check(send(s, data, sizeof data, 0), "send");
        while ((length = check(recv(s, buffer, sizeof buffer, 0), "recv")) > 0) {
            got += length;
        }
        if (got != 64) {
            fprintf(stderr, "answer of %ld bytes\n", got);
            exit(1);
        }
        close(s);
    }
}

int main(int argc, char **argv)
{
    port = atoi(argv[1]);
    long count = atol(argv[2]);
    run(count - count / 4);
    measure(count, run);
    return 0;
}
