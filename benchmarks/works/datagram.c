/* The limit: a 64-byte datagram to oneself, sent and received. Prints nanoseconds per pair of calls. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

int main(int argc, char **argv)
{
    long count = argc > 1 ? atol(argv[1]) : 200000;
    int s = socket(AF_INET, SOCK_DGRAM, 0);
    struct sockaddr_in self = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t length = sizeof self;
    if (bind(s, (struct sockaddr *)&self, length) || getsockname(s, (struct sockaddr *)&self, &length)
        || connect(s, (struct sockaddr *)&self, length)) {
        perror("datagram");
        return 1;
    }
    char data[64] = "x", buffer[65536];
    struct timespec from, to;
    clock_gettime(CLOCK_MONOTONIC, &from);
    for (long i = 0; i < count; i++) {
        if (send(s, data, sizeof data, 0) != sizeof data || recv(s, buffer, sizeof buffer, 0) != sizeof data) {
            perror("datagram");
            return 1;
        }
    }
    clock_gettime(CLOCK_MONOTONIC, &to);
    printf("%.1f\n", ((to.tv_sec - from.tv_sec) * 1e9 + (to.tv_nsec - from.tv_nsec)) / count);
    return 0;
}
