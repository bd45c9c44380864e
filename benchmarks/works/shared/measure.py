"""What the Python programs share."""
import time


def measure(count, run):
    """Runs a quarter as a warm-up, then prints the nanoseconds that one of count took."""
    run(count // 4)
    start = time.perf_counter_ns()
    run(count)
    print((time.perf_counter_ns() - start) / count)
