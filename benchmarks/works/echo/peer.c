/*
 * 1,000 connections to the server at PORT, all busy: on each, 64 bytes are sent as soon as the ones before have come back, COUNT in all, after as
 * many for the warm-up. Prints the processor time of the server, PID with all its threads, in nanoseconds per message.
 */
#include "../shared/loopback.h"
#include <dirent.h>
#include <sys/epoll.h>

enum { CONNECTIONS = 1000 };

static int ep;

/* See proc(5): the time that each thread has run is the first number of its schedstat. */
static double processor_time(const char *pid)
{
    char path[64], thread[320];
    snprintf(path, sizeof path, "/proc/%s/task", pid);
    DIR *threads = opendir(path);
    double total = 0;
    for (struct dirent *entry; threads && (entry = readdir(threads));) {
        if (entry->d_name[0] == '.') {
            continue;
        }
        snprintf(thread, sizeof thread, "%s/%s/schedstat", path, entry->d_name);
        FILE *file = fopen(thread, "r");
        long long ran = 0;
        if (file && fscanf(file, "%lld", &ran) == 1) {
            total += ran;
        }
        if (file) {
            fclose(file);
        }
    }
    if (threads) {
        closedir(threads);
    }
    return total;
}

static void run(long count)
{
    static char data[64] = "x", buffer[65536];
    struct epoll_event ready[256];
    for (long done = 0; done < count;) {
        int n = check(epoll_wait(ep, ready, 256, -1), "epoll_wait");
        for (int i = 0; i < n; i++) {
            if (check(recv(ready[i].data.fd, buffer, sizeof buffer, 0), "recv") != 64) {
                fprintf(stderr, "not what was sent\n");
                exit(1);
            }
            done++;
            check(send(ready[i].data.fd, data, sizeof data, 0), "send");
        }
    }
}

int main(int argc, char **argv)
{
    int port = atoi(argv[1]);
    long count = atol(argv[2]);
    static char data[64] = "x";
    ep = check(epoll_create1(0), "epoll_create1");
    for (int i = 0; i < CONNECTIONS; i++) {
        int s = stream_to(port);
        struct epoll_event event = { .events = EPOLLIN, .data.fd = s };
        check(epoll_ctl(ep, EPOLL_CTL_ADD, s, &event), "epoll_ctl");
        check(send(s, data, sizeof data, 0), "send");
    }
    run(count);
    double before = processor_time(argv[3]);
    run(count);
    printf("%.1f\n", (processor_time(argv[3]) - before) / count);
    return 0;
}
