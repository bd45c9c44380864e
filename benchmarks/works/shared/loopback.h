/* What the C programs share: a clock, loopback sockets, and one way to report. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

/* Ends the program with the system's error, if there is one. */
static inline long check(long result, const char *what)
{
    if (result < 0) {
        perror(what);
        exit(1);
    }
    return result;
}

static inline double nanoseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1e9 + now.tv_nsec;
}

/* Runs a quarter as a warm-up, as all programs do, then prints the nanoseconds that one of `count` took. */
static inline void measure(long count, void (*run)(long count))
{
    run(count / 4);
    double from = nanoseconds();
    run(count);
    printf("%.1f\n", (nanoseconds() - from) / count);
}

static inline struct sockaddr_in loopback(int port)
{
    return (struct sockaddr_in){ .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
}

static inline int port_of(int s)
{
    struct sockaddr_in address;
    socklen_t length = sizeof address;
    check(getsockname(s, (struct sockaddr *)&address, &length), "getsockname");
    return ntohs(address.sin_port);
}

static inline int bound(int type)
{
    int s = check(socket(AF_INET, type, 0), "socket");
    struct sockaddr_in address = loopback(0);
    check(bind(s, (struct sockaddr *)&address, sizeof address), "bind");
    return s;
}

static inline void connect_to(int s, int port)
{
    struct sockaddr_in address = loopback(port);
    check(connect(s, (struct sockaddr *)&address, sizeof address), "connect");
}

/* A datagram socket that is connected to itself. */
static inline int datagram_to_itself(void)
{
    int s = bound(SOCK_DGRAM);
    connect_to(s, port_of(s));
    return s;
}

static inline int stream_to(int port)
{
    int s = check(socket(AF_INET, SOCK_STREAM, 0), "socket");
    connect_to(s, port);
    return s;
}

static inline void no_delay(int s)
{
    int on = 1;
    check(setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on), "setsockopt");
}

/* A listening socket, whose port is the first line of the output. */
static inline int listener(void)
{
    int s = bound(SOCK_STREAM);
    check(listen(s, SOMAXCONN), "listen");
    printf("%d\n", port_of(s));
    fflush(stdout);
    return s;
}

static inline int accepted(int listener)
{
    return check(accept(listener, NULL, NULL), "accept");
}
