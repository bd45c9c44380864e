/* COUNT pieces of 64 KiB of FILE to the server at PORT, 1,000 of them by one call. */
#include <sys/sendfile.h>
#include <fcntl.h>
#include "../shared/loopback.h"

static int s, file;

static void run(long count)
{
    while (count > 0) {
        long pieces = count < 1000 ? count : 1000;
        off_t offset = 0;
        while (offset < pieces * 65536) {
            check(sendfile(s, file, &offset, pieces * 65536 - offset), "sendfile");
        }
        count -= pieces;
    }
}

int main(int argc, char **argv)
{
    file = check(open(argv[3], O_RDONLY), "open");
    s = stream_to(atoi(argv[1]));
    measure(atol(argv[2]), run);
    return 0;
}
