namespace TeaSocket.Platform;

/// <summary>poll(2) as select(2) would wait: until something that is wanted is there.</summary>
internal static class PollLoop
{
    // How long a descriptor that only reports a hang-up nobody asked for is left out before it is asked again.
    private const long HangUpPause = 10_000;

    /// <summary>
    /// Waits until an entry is <see cref="PollEntry.Ready"/>, at most <paramref name="microseconds"/> (-1: for ever). Returns how many
    /// are, 0 when the time has passed, or the negated error number.
    /// </summary>
    public static int Wait(SystemCalls calls, Span<PollEntry> entries, long microseconds)
    {
        var deadline = Deadline.After(microseconds);
        bool someLeftOut = false;
        while (true)
        {
            long left = deadline.Left;
            long turn = !someLeftOut ? left : left < 0 ? HangUpPause : Math.Min(left, HangUpPause);
            int reported = calls.Poll(entries, turn);
            int ready = reported > 0 ? CountReady(entries) : reported;
            if (ready != 0 || left == 0)
            {
                return ready;
            }

            someLeftOut = reported > 0 ? LeaveOutHangUps(entries) : PutBack(entries, someLeftOut);
        }
    }

    private static int CountReady(ReadOnlySpan<PollEntry> entries)
    {
        int count = 0;
        foreach (ref readonly PollEntry entry in entries)
        {
            count += entry.Ready != Readiness.None ? 1 : 0;
        }

        return count;
    }

    /// <summary>
    /// poll(2) returns at once for a descriptor that has hung up, even if only writing or exceptions are waited for, which
    /// select(2) does not call ready. Asking on and on would burn the processor: such a descriptor rests for a moment.
    /// </summary>
    private static bool LeaveOutHangUps(Span<PollEntry> entries)
    {
        foreach (ref PollEntry entry in entries)
        {
            if (entry.Reported)
            {
                entry.Descriptor = ~entry.Descriptor; // negative ones are passed over
            }
        }

        return true;
    }

    private static bool PutBack(Span<PollEntry> entries, bool someLeftOut)
    {
        for (int i = 0; someLeftOut && i < entries.Length; i++)
        {
            nint descriptor = entries[i].Descriptor;
            entries[i].Descriptor = descriptor < 0 ? ~descriptor : descriptor;
        }

        return false;
    }
}
