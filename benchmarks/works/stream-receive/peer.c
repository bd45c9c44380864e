/* Sends pieces of 64 KiB to one client, until it has closed. */
#include "../shared/loopback.h"

int main(void)
{
    static char piece[65536];
    int s = accepted(listener());
    while (send(s, piece, sizeof piece, MSG_NOSIGNAL) > 0) {
    }
    return 0;
}
