using System.Runtime.InteropServices;
using CsCheck;
using TeaSocket.Platform.Unix;
using Xunit;
using static TeaSocket.Tests.SocketPairs;

namespace TeaSocket.Tests;

/// <summary>The select that keeps its interest in the kernel: it finds what plain poll(2) finds, whatever happened between two calls.</summary>
public sealed partial class SelectionTests
{
    // Kinds of a step; the other numbers of a step choose the sockets and what they are waited for.
    private const int Kinds = 12;

    [Fact]
    public void ItAgreesWithPollAfterAnySequenceOfSteps()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the model is poll(2)");
        Gen<(int Kind, int Choice, int Wanted)> step = Gen.Select(Gen.Int[0, Kinds + 5], Gen.Int[0, 1023], Gen.Int[1, 7]);
        step.Array[1, 80].Sample(
            steps =>
            {
                using var model = new Model();
                Array.ForEach(steps, model.Do);
            },
            iter: 300,
            threads: 1);
    }

    [Fact]
    public void ManySocketsThatComeAndGoAreAllFound()
    {
        var selection = new Selection();
        Socket[] sockets = [.. Enumerable.Range(0, 300).Select(_ => Udp())];
        int[] ready = new int[2 * sockets.Length];
        for (int round = 0; round < 100; round++)
        {
            int changed = (round * 37) % sockets.Length;
            sockets[changed].Dispose();
            sockets[changed] = Udp();
            sockets[(round * 11) % sockets.Length].Send("x"u8, sockets[changed].GetSocketName());
            selection.Replace([.. sockets.Select(socket => new SelectEntry(socket, Readiness.Read))], [.. Enumerable.Range(0, sockets.Length)]);
            Assert.Equal(1, selection.Select(ready, -1));
            Assert.Equal((changed, (int)Readiness.Read), (ready[0], ready[1]));
            Assert.Equal(1, sockets[changed].Receive(new byte[10]));
        }

        selection.Close();
        Array.ForEach(sockets, socket => socket.Dispose());
    }

    [Fact]
    public void ADescriptorThatSomebodyElseHasReplacedIsFoundInTheEnd()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "uses dup2");
        using Socket watched = Udp();
        using Socket other = Udp();
        other.Send("x"u8, other.GetSocketName());
        var selection = new Selection();
        int[] ready = new int[2];
        selection.Replace([new SelectEntry(watched, Readiness.Read)], [7]);
        Assert.Equal(0, selection.Select(ready, 0));
        Assert.Equal(0, selection.Select(ready, 0)); // from now on in the kernel
        Assert.True(dup2((int)other.Descriptor, (int)watched.Descriptor) >= 0);
        Assert.Equal(1, selection.Select(ready, -1)); // would hang
        Assert.Equal((7, (int)Readiness.Read), (ready[0], ready[1]));
        selection.Close();
    }

    [Fact]
    public void ATagWhoseSocketWasClosedIsStaleUntilItIsToldAnew()
    {
        using Socket a = Udp();
        using Socket b = Udp();
        var selection = new Selection();
        selection.Replace([new SelectEntry(a, Readiness.Read)], [1]);
        selection.Forget(2);
        Assert.False(selection.IsStale);
        selection.Forget(1);
        Assert.True(selection.IsStale);
        selection.Replace([new SelectEntry(b, Readiness.Read)], [1]);
        Assert.False(selection.IsStale);
        selection.Close();
    }

    [LibraryImport("libc")]
    private static partial int dup2(int from, int to);

    [LibraryImport("libc")]
    private static partial int dup(int descriptor);

    /// <summary>Sockets of all kinds, what happens to them, and the comparison.</summary>
    private sealed class Model : IDisposable
    {
        private readonly Selection selection = new();
        private readonly Poller poller = new();
        private readonly List<Socket> sockets = [];
        private readonly Dictionary<Socket, Readiness> inPoller = [];
        private readonly List<int> duplicates = [];
        private (Socket Socket, Readiness Wanted)[] last = [];

        public Model()
        {
            for (int i = 0; i < 6; i++)
            {
                sockets.Add(Udp());
            }
        }

        public void Do((int Kind, int Choice, int Wanted) step)
        {
            Socket chosen = sockets[step.Choice % sockets.Count];
            switch (step.Kind)
            {
                case 0:
                    sockets.Add(Udp());
                    break;
                case 1:
                    (Socket client, Socket server) = Tcp();
                    sockets.AddRange(client, server);
                    break;
                case 2:
                    Quietly(() => chosen.Send("x"u8, chosen.Type == SocketType.Datagram ? chosen.GetSocketName() : null));
                    break;
                case 3:
                    Quietly(() => Drain(chosen));
                    break;
                case 4:
                    Replace(step.Choice % sockets.Count, keepDuplicate: false);
                    break;
                case 5:
                    Replace(step.Choice % sockets.Count, keepDuplicate: true);
                    break;
                case 6:
                    Quietly(() => chosen.Shutdown((Direction)(step.Wanted % 3)));
                    break;
                case 7:
                    duplicates.Add(dup((int)chosen.Descriptor));
                    break;
                case 8:
                    Select([.. last.Where(entry => entry.Socket.Descriptor >= 0)], step.Wanted);
                    break;
                case 9:
                    AddToPoller(chosen, Wanted(step.Wanted, step.Choice));
                    break;
                case 10:
                    Quietly(() => poller.Remove(chosen));
                    inPoller.Remove(chosen);
                    break;
                case 11:
                    WaitForPoller(step.Wanted);
                    break;
                default:
                    // The bits of the choice say which of the sockets.
                    Select([.. sockets.Where((_, i) => ((step.Choice >> (i % 10)) & 1) != 0).Select((socket, i) => (socket, Wanted(step.Wanted, i)))], step.Wanted);
                    break;
            }
        }

        public void Dispose()
        {
            selection.Close();
            poller.Dispose();
            sockets.ForEach(socket => socket.Dispose());
            duplicates.ForEach(descriptor => Assert.Equal(0, LibC.close(descriptor)));
        }

        // Any but none, reading left out as often as not.
        private static Readiness Wanted(int seed, int i) => (Readiness)(((seed + i) % 7) + 1);

        private static void Quietly(Action action)
        {
            try
            {
                action();
            }
            catch (SocketException)
            {
                // ENOTCONN, EPIPE: what is ready then is just what is to be compared.
            }
        }

        private static void Drain(Socket socket)
        {
            socket.Blocking = false;
            byte[] buffer = new byte[100];
            while (socket.Receive(buffer) > 0)
            {
            }
        }

        private void Replace(int index, bool keepDuplicate)
        {
            if (keepDuplicate)
            {
                duplicates.Add(dup((int)sockets[index].Descriptor));
            }

            sockets[index].Dispose();
            sockets[index] = Udp(); // gets the same descriptor, most likely
        }

        private void AddToPoller(Socket socket, Readiness wanted)
        {
            if (inPoller.ContainsKey(socket))
            {
                poller.Modify(socket, wanted, socket.Descriptor);
            }
            else
            {
                poller.Add(socket, wanted, socket.Descriptor);
            }

            inPoller[socket] = wanted;
        }

        private void WaitForPoller(int seed)
        {
            (Socket Socket, Readiness Wanted)[] entries = [.. inPoller.Where(entry => entry.Key.Descriptor >= 0).Select(entry => (entry.Key, entry.Value))];
            Assert.Equal(entries.Length, poller.Count);
            var events = new PollerEvent[entries.Length + 1];
            int count = poller.Wait(events, TimeSpan.FromMicroseconds(Timeout(seed)));
            var found = events[..count].ToDictionary(one => (nint)one.Tag, one => one.Ready);
            Assert.Equal(entries.Select(PlainPoll), entries.Select(entry => found.GetValueOrDefault(entry.Socket.Descriptor)));
        }

        // Not at all, less than the milliseconds that epoll_wait counts, and more.
        private static long Timeout(int seed) => (seed % 3) switch { 0 => 0, 1 => 300, _ => 2_000 };

        private void Select((Socket Socket, Readiness Wanted)[] entries, int seed)
        {
            bool isRepeated = entries.SequenceEqual(last);
            last = entries;
            if (!isRepeated)
            {
                selection.Replace([.. entries.Select(entry => new SelectEntry(entry.Socket, entry.Wanted))], [.. entries.Select((_, i) => i)]);
            }

            int[] ready = new int[2 * entries.Length];
            int pairs = selection.Select(ready, Timeout(seed));
            Readiness[] found = new Readiness[entries.Length];
            for (int i = 0; i < pairs; i++)
            {
                found[ready[2 * i]] |= (Readiness)ready[(2 * i) + 1];
            }

            Assert.Equal(entries.Select(PlainPoll), found);
        }

        private static unsafe Readiness PlainPoll((Socket Socket, Readiness Wanted) entry)
        {
            short events = (short)((entry.Wanted.HasFlag(Readiness.Read) ? 1 : 0) | (entry.Wanted.HasFlag(Readiness.Except) ? 2 : 0)
                | (entry.Wanted.HasFlag(Readiness.Write) ? 4 : 0));
            var polled = new LibC.PollFd { Fd = (int)entry.Socket.Descriptor, Events = events };
            Assert.True(LibC.poll(&polled, 1, 0) >= 0);
            int returned = polled.Returned;

            // POLLERR (8) and POLLHUP (16) as Linux's select(2) counts them.
            return entry.Wanted & (((returned & (1 | 8 | 16)) != 0 ? Readiness.Read : 0)
                | ((returned & (4 | 8)) != 0 ? Readiness.Write : 0)
                | ((returned & 2) != 0 ? Readiness.Except : 0));
        }
    }
}
