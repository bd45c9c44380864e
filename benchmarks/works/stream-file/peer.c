/* Takes all that one client sends, and throws it away. */
#include "../shared/loopback.h"

int main(void)
{
    static char buffer[65536];
    int s = accepted(listener());
    while (check(recv(s, buffer, sizeof buffer, 0), "recv") > 0) {
    }
    return 0;
}
