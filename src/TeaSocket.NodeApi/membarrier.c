/*
 * .NET's runtime registers the process for membarrier(2) when it is loaded, and asks for a barrier only when it collects garbage. In a process
 * that has threads, as hosts do, to register takes the kernel some 20 milliseconds, nearly as long as all else of loading: so it is put off
 * until the first barrier is asked for. The linker leads the runtime's calls of syscall(2) here (--wrap=syscall).
 */
#include <errno.h>
#include <linux/membarrier.h>
#include <sys/syscall.h>

long __real_syscall(long number, long a, long b, long c, long d, long e, long f);

static long membarrier(long command)
{
    return __real_syscall(SYS_membarrier, command, 0, 0, 0, 0, 0);
}

static long barrier(void)
{
    long result = membarrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED);
    if (result < 0 && errno == EPERM) { /* not registered yet */
        result = membarrier(MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED);
        result = membarrier(result < 0 ? MEMBARRIER_CMD_GLOBAL : MEMBARRIER_CMD_PRIVATE_EXPEDITED);
    }
    return result;
}

/* Variadic calls pass their arguments as these are passed, on the machines that Linux's libraries are built for. */
long __wrap_syscall(long number, long a, long b, long c, long d, long e, long f)
{
    if (number == SYS_membarrier && a == MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED)
        return 0;
    if (number == SYS_membarrier && a == MEMBARRIER_CMD_PRIVATE_EXPEDITED)
        return barrier();
    return __real_syscall(number, a, b, c, d, e, f);
}
