/* Accepts COUNT connections and a quarter for the warm-up, sends a byte to each, and waits until the first has been closed. */
#include "../shared/loopback.h"

int main(int argc, char **argv)
{
    long count = atol(argv[1]), total = count + count / 4;
    int l = listener(), *sockets = calloc(total, sizeof *sockets);
    for (long i = 0; i < total; i++) {
        sockets[i] = accepted(l);
        check(send(sockets[i], "x", 1, 0), "send");
    }
    char byte;
    recv(sockets[0], &byte, 1, 0);
    return 0;
}
