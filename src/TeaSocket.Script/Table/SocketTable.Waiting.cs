using System.Buffers;
using System.Runtime.InteropServices;
using TeaSocket.Platform;
using static TeaSocket.Script.Parameter;

namespace TeaSocket.Script;

// Waiting for many sockets: pairs of 32-bit integers, an id and what to wait for, or what is ready.
public sealed partial class SocketTable
{
    private const int PairSize = 2 * sizeof(int);

    /// <summary>select and pollers, and what ends their waits.</summary>
    private static TableFunction[] WaitingFunctions =>
    [
        new("watch", [Bytes("pairs")], (t, in c) => t.Watch(MemoryMarshal.Cast<byte, int>(c.Bytes))),
        new("select", [Integer("microseconds"), Room("ready")], (t, in c) =>
            t.Selection.IsStale ? Stale : PairSize * t.Selection.Select(MemoryMarshal.Cast<byte, int>(c.Bytes), c.Integer(0))),
        new("openPoller", [Integer("id")], (t, in c) => t.Open(c.Integer(0), t.budget.Open("epoll_create", () => new Poller(t.environment)))),
        new("addToPoller", [Integer("poller"), Integer("socket"), Integer("events"), Integer("modes")], (t, in c) =>
        {
            Socket socket = t.Find(c.Integer(1), "epoll_ctl");
            t.FindPoller(c.Integer(0), "epoll_ctl").Add(socket, (Readiness)c.Integer(2), c.Integer(1), (PollerModes)c.Integer(3));
            return 0;
        }),
        new("modifyInPoller", [Integer("poller"), Integer("socket"), Integer("events"), Integer("modes")], (t, in c) =>
        {
            Socket socket = t.Find(c.Integer(1), "epoll_ctl");
            PollerModes? modes = c.Integer(3) < 0 ? null : (PollerModes)c.Integer(3);
            t.FindPoller(c.Integer(0), "epoll_ctl").Modify(socket, (Readiness)c.Integer(2), c.Integer(1), modes);
            return 0;
        }),
        new("removeFromPoller", [Integer("poller"), Integer("socket")], (t, in c) =>
        {
            t.FindPoller(c.Integer(0), "epoll_ctl").Remove(t.Find(c.Integer(1), "epoll_ctl"));
            return 0;
        }),
        new("waitForPoller", [Integer("poller"), Integer("microseconds"), Room("ready")], (t, in c) =>
            Wait(t.FindPoller(c.Integer(0), "epoll_wait"), c.Integer(1), MemoryMarshal.Cast<byte, int>(c.Bytes))),
        new("wake", [Integer("poller")], (t, in c) =>
        {
            t.FindPoller(c.Integer(0), "wake").Wake();
            return 0;
        }),
        new("isInterruptible", [], (t, in _) => t.environment.Interruptible ? 1 : 0),
        new("setInterruptible", [Integer("flag")], (t, in c) =>
        {
            t.environment.Interruptible = c.Integer(0) != 0;
            return 0;
        }),
    ];

    private int Watch(ReadOnlySpan<int> pairs)
    {
        int count = pairs.Length / 2;
        if (count > watched.Length)
        {
            watched = new SelectEntry[Math.Max(count, watched.Length * 2)];
            watchedIds = new int[watched.Length];
        }

        for (int i = 0; i < count; i++)
        {
            watchedIds[i] = pairs[2 * i];
            watched[i] = new SelectEntry(Find(pairs[2 * i], "select"), (Readiness)pairs[(2 * i) + 1]);
        }

        Selection.Replace(watched.AsSpan(0, count), watchedIds.AsSpan(0, count));
        watched.AsSpan(0, count).Clear(); // or sockets that nobody selects any more would live on here
        return 0;
    }

    private static int Wait(Poller poller, long microseconds, Span<int> ready)
    {
        int most = ready.Length / 2;
        WatchedDescriptor[] rented = ArrayPool<WatchedDescriptor>.Shared.Rent(most);
        int count = poller.Wait(rented.AsSpan(0, most), microseconds);
        for (int i = 0; i < count; i++)
        {
            ready[2 * i] = (int)rented[i].Tag;
            ready[(2 * i) + 1] = (int)rented[i].Ready;
        }

        ArrayPool<WatchedDescriptor>.Shared.Return(rented, clearArray: true);
        return PairSize * count;
    }
}
