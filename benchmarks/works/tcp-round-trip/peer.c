/* Echoes what one client sends, until it has finished. */
#include "../shared/loopback.h"

int main(void)
{
    static char buffer[65536];
    int s = accepted(listener());
    no_delay(s);
    for (ssize_t length; (length = check(recv(s, buffer, sizeof buffer, 0), "recv")) > 0;) {
        check(send(s, buffer, length, MSG_NOSIGNAL), "send");
    }
    return 0;
}
