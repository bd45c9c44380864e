/*
 * A byte to oneself, the ready one found among IDLE other sockets, read: COUNT times. METHOD is select, poll or epoll.
 * select(2) is given bitmaps of its own size: the kernel takes any number of descriptors, only fd_set ends at 1,024.
 */
#include "../shared/loopback.h"
#include <poll.h>
#include <sys/epoll.h>
#include <sys/select.h>

enum { bits = 8 * sizeof(long) };
static int s, idle, highest, ep, *sockets;

static void write_byte(void)
{
    check(send(s, "x", 1, 0), "send");
}

static void read_byte(int ready)
{
    char byte[64];
    if (ready != s) {
        fprintf(stderr, "not the socket that was written to\n");
        exit(1);
    }
    check(recv(ready, byte, sizeof byte, 0), "recv");
}

static void by_select(long count)
{
    size_t words = highest / bits + 1;
    unsigned long *all = calloc(words, sizeof *all), *ready = calloc(words, sizeof *all);
    for (int i = 0; i <= idle; i++) {
        all[sockets[i] / bits] |= 1ul << sockets[i] % bits;
    }
    for (long i = 0; i < count; i++) {
        write_byte();
        memcpy(ready, all, words * sizeof *all);
        check(select(highest + 1, (fd_set *)ready, NULL, NULL, NULL), "select");
        for (int j = 0; j <= idle; j++) {
            if (ready[sockets[j] / bits] & 1ul << sockets[j] % bits) {
                read_byte(sockets[j]);
            }
        }
    }
    free(all);
    free(ready);
}

static void by_poll(long count)
{
    struct pollfd *all = calloc(idle + 1, sizeof *all);
    for (int i = 0; i <= idle; i++) {
        all[i] = (struct pollfd){ .fd = sockets[i], .events = POLLIN };
    }
    for (long i = 0; i < count; i++) {
        write_byte();
        check(poll(all, idle + 1, -1), "poll");
        for (int j = 0; j <= idle; j++) {
            if (all[j].revents) {
                read_byte(all[j].fd);
            }
        }
    }
    free(all);
}

static void by_epoll(long count)
{
    struct epoll_event ready[64];
    for (long i = 0; i < count; i++) {
        write_byte();
        int n = check(epoll_wait(ep, ready, 64, -1), "epoll_wait");
        for (int j = 0; j < n; j++) {
            read_byte(ready[j].data.fd);
        }
    }
}

int main(int argc, char **argv)
{
    idle = atoi(argv[2]);
    sockets = calloc(idle + 1, sizeof *sockets);
    ep = check(epoll_create1(0), "epoll_create1");
    for (int i = 0; i <= idle; i++) {
        /* The one that is written to is the last, as in all programs. */
        sockets[i] = highest = i < idle ? check(socket(AF_INET, SOCK_DGRAM, 0), "socket") : datagram_to_itself();
        struct epoll_event event = { .events = EPOLLIN, .data.fd = sockets[i] };
        check(epoll_ctl(ep, EPOLL_CTL_ADD, sockets[i], &event), "epoll_ctl");
    }
    s = sockets[idle];
    measure(atol(argv[1]), !strcmp(argv[3], "epoll") ? by_epoll : !strcmp(argv[3], "poll") ? by_poll : by_select);
    return 0;
}
