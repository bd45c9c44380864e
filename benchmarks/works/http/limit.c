/* Answers each request with "hello", keeps connections open, and watches them with epoll. */
#include "../shared/loopback.h"
#include <sys/epoll.h>

static const char answer[] = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 6\r\n\r\nhello\n";
static int ep;

static void watch(int s)
{
    struct epoll_event event = { .events = EPOLLIN, .data.fd = s };
    check(epoll_ctl(ep, EPOLL_CTL_ADD, s, &event), "epoll_ctl");
}

static void serve(int s)
{
    char request[16384];
    ssize_t length = recv(s, request, sizeof request, 0);
    if (length <= 0) {
        close(s);
    } else if (length >= 4 && !memcmp(request + length - 4, "\r\n\r\n", 4)) {
        send(s, answer, sizeof answer - 1, MSG_NOSIGNAL);
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
                serve(ready[i].data.fd);
            }
        }
    }
}
