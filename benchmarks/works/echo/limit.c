/* Sends back what comes on each connection, and watches them with epoll. Ends with its input. */
#include "../shared/loopback.h"
#include <sys/epoll.h>

static int ep;

static void watch(int s)
{
    struct epoll_event event = { .events = EPOLLIN, .data.fd = s };
    check(epoll_ctl(ep, EPOLL_CTL_ADD, s, &event), "epoll_ctl");
}

static void echo(int s)
{
    char buffer[65536];
    ssize_t length = recv(s, buffer, sizeof buffer, 0);
    if (length <= 0) {
        close(s);
    } else {
        send(s, buffer, length, MSG_NOSIGNAL);
    }
}

int main(void)
{
    struct epoll_event ready[256];
    int l = listener();
    ep = check(epoll_create1(0), "epoll_create1");
    watch(l);
    for (;;) {
        int n = check(epoll_wait(ep, ready, 256, -1), "epoll_wait");
        for (int i = 0; i < n; i++) {
            if (ready[i].data.fd == l) {
                watch(accepted(l));
            } else {
                echo(ready[i].data.fd);
            }
        }
    }
}
