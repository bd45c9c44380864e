using System.Buffers;
using TeaSocket.Waiting;

namespace TeaSocket.Platform;

/// <summary>A queue for systems that have only poll: each wait costs what is watched.</summary>
internal sealed class PolledQueue : ReadinessQueue
{
    public override nint Descriptor => -1;

    public override bool TellsChanges => false;

    public override string ChangeCall => "poll";

    public override string WaitCall => "poll";

    public override int Wait(SystemCalls calls, Span<WatchedDescriptor> ready, long microseconds)
    {
        CallingThread thread = CallingThread.Current;
        WatchedDescriptor[] watches = Snapshot();
        thread.EnterMany([.. watches.Select(watch => watch.Owner)]);
        PollEntry[] rented = ArrayPool<PollEntry>.Shared.Rent(Math.Max(watches.Length, 1));
        Span<PollEntry> entries = rented.AsSpan(0, watches.Length);
        for (int i = 0; i < watches.Length; i++)
        {
            // Closed since the snapshot, it has left the queue: its number is passed over.
            bool isOpen = watches[i].Owner?.IsClosed == false;
            entries[i] = new PollEntry { Descriptor = isOpen ? watches[i].Descriptor : -1, Wanted = watches[i].Wanted };
        }

        int result = PollLoop.Wait(calls, entries, microseconds);
        thread.LeaveMany();
        int count = 0;
        using Lock.Scope scope = HoldChanges();
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

    protected override int Begin(WatchedDescriptor watch) => OnlyLevels(watch);

    protected override int Alter(WatchedDescriptor watch, Readiness before) => OnlyLevels(watch);

    protected override void End(WatchedDescriptor watch)
    {
    }

    private static int OnlyLevels(WatchedDescriptor watch) => watch.Modes == PollerModes.None ? 0 : -SystemCalls.Current.Constants.EOPNOTSUPP;
}
