using System.Diagnostics;

namespace TeaSocket.Platform;

/// <summary>When a wait ends that may have to be begun again with what is left of its time.</summary>
internal readonly struct Deadline
{
    private readonly long microseconds;
    private readonly long start;

    private Deadline(long microseconds)
    {
        this.microseconds = microseconds;
        start = microseconds > 0 ? Stopwatch.GetTimestamp() : 0;
    }

    /// <summary>What is left, in microseconds; -1 for ever.</summary>
    public long Left => microseconds <= 0 ? microseconds : Math.Max(0, microseconds - (long)Stopwatch.GetElapsedTime(start).TotalMicroseconds);

    /// <summary>The end of a wait that begins now; -1 waits for ever.</summary>
    public static Deadline After(long microseconds) => new(microseconds);

    /// <summary>A timeout in microseconds, rounded up so that a wait never ends before its time; null is -1, for ever.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The timeout is negative.</exception>
    public static long Microseconds(TimeSpan? timeout) => timeout switch
    {
        null => -1,
        { Ticks: < 0 } => throw WrongArgument.Range(nameof(timeout), $"must be >= 0. Received {timeout}"),
        { Ticks: var ticks } => (ticks / TimeSpan.TicksPerMicrosecond) + (ticks % TimeSpan.TicksPerMicrosecond == 0 ? 0 : 1),
    };
}
