/* Batches of 64 datagrams of 64 bytes to oneself, sent, then received: COUNT datagrams. METHOD is single calls, mmsg, or
   segments: one piece that the system cuts (UDP_SEGMENT), and gives back whole (UDP_GRO). */
#include "../shared/loopback.h"
#include <netinet/udp.h>

enum { batch = 64 };
static int s;

static void by_single_calls(long count)
{
    static char data[64] = "x", buffer[65536];
    for (long i = 0; i < count; i += batch) {
        for (int j = 0; j < batch; j++) {
            check(send(s, data, sizeof data, 0), "send");
        }
        for (int j = 0; j < batch; j++) {
            check(recv(s, buffer, sizeof buffer, 0), "recv");
        }
    }
}

static void by_mmsg(long count)
{
    static char data[64] = "x", buffers[batch][64];
    struct iovec out = { data, sizeof data }, in[batch];
    struct mmsghdr sent[batch] = { 0 }, received[batch] = { 0 };
    for (int j = 0; j < batch; j++) {
        in[j] = (struct iovec){ buffers[j], sizeof buffers[j] };
        sent[j].msg_hdr = (struct msghdr){ .msg_iov = &out, .msg_iovlen = 1 };
        received[j].msg_hdr = (struct msghdr){ .msg_iov = &in[j], .msg_iovlen = 1 };
    }
    for (long i = 0; i < count; i += batch) {
        if (check(sendmmsg(s, sent, batch, 0), "sendmmsg") != batch
            || check(recvmmsg(s, received, batch, 0, NULL), "recvmmsg") != batch) {
            fprintf(stderr, "lost\n");
            exit(1);
        }
    }
}

static void by_segments(long count)
{
    static char piece[batch * 64] = "x", buffer[65536];
    union { char bytes[CMSG_SPACE(sizeof(uint16_t))]; struct cmsghdr first; } control = { 0 };
    struct iovec out = { piece, sizeof piece }, in = { buffer, sizeof buffer };
    struct msghdr sent = { .msg_iov = &out, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control };
    int on = 1;
    control.first = (struct cmsghdr){ CMSG_LEN(sizeof(uint16_t)), SOL_UDP, UDP_SEGMENT };
    *(uint16_t *)CMSG_DATA(&control.first) = 64;
    check(setsockopt(s, SOL_UDP, UDP_GRO, &on, sizeof on), "setsockopt");
    for (long i = 0; i < count; i += batch) {
        check(sendmsg(s, &sent, 0), "sendmsg");
        for (long got = 0; got < (long)sizeof piece;) {
            char told[64];
            struct msghdr received = { .msg_iov = &in, .msg_iovlen = 1, .msg_control = told, .msg_controllen = sizeof told };
            got += check(recvmsg(s, &received, 0), "recvmsg");
        }
    }
}

int main(int argc, char **argv)
{
    s = datagram_to_itself();
    measure(atol(argv[1]), !strcmp(argv[2], "mmsg") ? by_mmsg : !strcmp(argv[2], "segments") ? by_segments : by_single_calls);
    return 0;
}
