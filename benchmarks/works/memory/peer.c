/*
 * Opens COUNT connections to the server at PORT, whose process is PID, waits for a byte on each, and lets them idle. A quarter before
 * them is the warm-up. Prints the bytes of resident memory by which the server has grown for each of the COUNT.
 */
#include "../shared/loopback.h"

static void open_connections(int port, long count)
{
    char byte;
    for (long i = 0; i < count; i++) {
        if (check(recv(stream_to(port), &byte, 1, 0), "recv") != 1) {
            fprintf(stderr, "the server has closed a connection\n");
            exit(1);
        }
    }
}

static long resident(const char *pid)
{
    char path[64];
    long total, pages;
    snprintf(path, sizeof path, "/proc/%s/statm", pid);
    FILE *file = fopen(path, "r");
    if (!file || fscanf(file, "%ld %ld", &total, &pages) != 2) {
        perror(path);
        exit(1);
    }
    fclose(file);
    return pages * sysconf(_SC_PAGESIZE);
}

int main(int argc, char **argv)
{
    int port = atoi(argv[1]);
    long count = atol(argv[2]);
    open_connections(port, count / 4);
    long before = resident(argv[3]);
    open_connections(port, count);
    printf("%.0f\n", (double)(resident(argv[3]) - before) / count);
    return 0;
}
