/* Batches of 64 datagrams of 64 bytes to oneself, sent, then received: COUNT datagrams. METHOD is single calls or mmsg. */
#include "../shared/loopback.h"

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

int main(int argc, char **argv)
{
    s = datagram_to_itself();
    measure(atol(argv[1]), strcmp(argv[2], "mmsg") ? by_single_calls : by_mmsg);
    return 0;
}
