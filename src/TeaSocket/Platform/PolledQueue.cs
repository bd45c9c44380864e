using System.Buffers;

namespace TeaSocket.Platform;

/// <summary>A queue for systems that have only poll: each wait costs what is watched.</summary>
internal sealed class PolledQueue : ReadinessQueue
{
    public override int Wait(Span<Watch> ready, long microseconds)
    {
        Watch[] watches = Snapshot();
        PollEntry[] rented = ArrayPool<PollEntry>.Shared.Rent(Math.Max(watches.Length, 1));
        Span<PollEntry> entries = rented.AsSpan(0, watches.Length);
        for (int i = 0; i < watches.Length; i++)
        {
            entries[i] = new PollEntry { Descriptor = watches[i].Descriptor, Wanted = watches[i].Wanted };
        }

        int result = PollLoop.Wait(entries, microseconds);
        int count = 0;
        for (int i = 0; i < entries.Length && count < ready.Length && result > 0; i++)
        {
            if (entries[i].Ready != Readiness.None && Current(watches[i].Key) is { } watch)
            {
                watch.Ready = entries[i].Ready;
                ready[count++] = watch;
            }
        }

        ArrayPool<PollEntry>.Shared.Return(rented);
        return result < 0 ? result : count;
    }

    public override void Dispose()
    {
    }

    protected override int Begin(Watch watch) => 0;

    protected override int Alter(Watch watch, Readiness before) => 0;

    protected override void End(Watch watch)
    {
    }
}
