using TeaSocket.Platform;
using Xunit;
using static TeaSocket.Tests.SocketPairs;

namespace TeaSocket.Tests.Waiting;

/// <summary>Several threads on one socket or one poller.</summary>
public sealed class RaceTests
{
    private const int Rounds = 300;

    private static readonly string[] ends = ["EBADF", "ECANCELED"];
    private static readonly string[] mistakes = ["EBADF", "EEXIST", "ENOENT", "ECANCELED"];

    [Fact]
    public void ClosingWhileOthersCallNeverReachesAReusedDescriptor()
    {
        for (int round = 0; round < Rounds; round++)
        {
            Socket closed = Udp();
            SocketAddress address = closed.GetSocketName();
            using Socket observer = Udp();
            SocketAddress elsewhere = observer.GetSocketName();
            Action join = Start(
                () => UntilClosed(() => closed.Receive(new byte[8])),
                () => UntilClosed(() => closed.Send("x"u8, address)),
                () => UntilClosed(() => Socket.Select([new SelectEntry(closed, Readiness.Read)])),
                () => UntilClosed(() => closed.Send("x"u8, address)));
            Spin(round);
            closed.Dispose();

            // What is opened now gets the same number: had a caller that, it would take what is sent to these.
            Socket[] next = [.. Enumerable.Range(0, 4).Select(_ => Udp())];
            foreach (Socket socket in next)
            {
                observer.Send("own"u8, socket.GetSocketName());
            }

            join();
            foreach (Socket socket in next)
            {
                socket.Blocking = false;
                Assert.Equal(3, socket.Receive(new byte[8]));
                Assert.Null(socket.Receive(new byte[8]));
                Assert.Equal(elsewhere.ToString(), socket.GetPeerName().ToString());
                socket.Dispose();
            }
        }
    }

    [Fact]
    public void OfManyThatDetachOrCloseOneAloneHasTheDescriptor()
    {
        for (int round = 0; round < Rounds; round++)
        {
            Socket socket = Udp();
            int detached = 0;
            nint descriptor = -1;
            Parallel.For(0, 4, i =>
            {
                try
                {
                    if (i == 3)
                    {
                        socket.Dispose();
                        return;
                    }

                    descriptor = socket.Detach();
                    Interlocked.Increment(ref detached);
                }
                catch (SocketException e)
                {
                    Assert.Equal("EBADF", e.Code);
                }
            });
            Assert.InRange(detached, 0, 1);
            Assert.True(detached == 0 || SystemCalls.Current.Close(descriptor) == 0);
        }
    }

    [Fact]
    public void EachOfTwoReceiversLearnsTheSenderOfItsOwnDatagram()
    {
        const int each = 20_000;
        using Socket receiver = Udp();
        Socket[] senders = [Udp(), Udp()];
        string[] names = [.. senders.Select(sender => sender.GetSocketName().ToString())];
        SocketAddress to = receiver.GetSocketName();
        int received = 0;
        void Receive()
        {
            byte[] buffer = new byte[4];
            while (Interlocked.Increment(ref received) <= 2 * each)
            {
                Assert.Equal(1, receiver.ReceiveFrom(buffer, out SocketAddress? from));
                Assert.Equal(names[buffer[0]], from!.ToString());
                Assert.Contains(receiver.GetPeerName().ToString(), names);
            }
        }

        Action join = Start(Receive, Receive);
        for (int i = 0; i < each; i++)
        {
            for (byte s = 0; s < 2; s++)
            {
                senders[s].Send([s], to);
            }

            WaitingThread.Until(() => Volatile.Read(ref received) >= 2 * (i - 50)); // or the system would have to drop some
        }

        join();
        Array.ForEach(senders, sender => sender.Dispose());
    }

    [Fact]
    public void ThreadsThatAddRemoveWaitAndCloseAtOnceLeaveNoDescriptorBehind()
    {
        int before = OpenDescriptors();
        for (int round = 0; round < Rounds; round++)
        {
            var poller = new Poller();
            Socket[] sockets = [.. Enumerable.Range(0, 4).Select(_ => Udp())];
            var random = new Random(round);
            int[] order = [.. Enumerable.Range(0, 60).Select(_ => random.Next(12))];
            void Change(int offset)
            {
                foreach (int choice in order)
                {
                    Socket socket = sockets[(choice + offset) % sockets.Length];
                    Quietly(() =>
                    {
                        if (choice % 3 == 0)
                        {
                            poller.Remove(socket);
                        }
                        else
                        {
                            poller.Add(socket, choice % 3 == 1 ? Readiness.Read : Readiness.Write, choice);
                        }
                    });
                }
            }

            Action join = Start(
                () => UntilClosed(() => poller.Wait(new PollerEvent[3])),
                () => UntilClosed(() => poller.Wait(new PollerEvent[1])),
                () => Change(0),
                () => Change(1),
                () => Array.ForEach(sockets, socket => socket.Dispose()));
            Spin(round);
            poller.Wake();
            poller.Dispose();
            join();
            Assert.Equal(0, poller.Count);
        }

        Assert.Equal(before, OpenDescriptors());
    }

    [Fact]
    public void WakesOfManyThreadsAreNeverLost()
    {
        using var poller = new Poller();
        for (int round = 0; round < Rounds; round++)
        {
            Action join = Start(() => Assert.Equal(0, poller.Wait(new PollerEvent[1])));
            Spin(round);
            poller.Wake();
            join();
        }
    }

    [Fact]
    public void DisposingAnEnvironmentWhileOthersOpenClosesAll()
    {
        int before = OpenDescriptors();
        for (int round = 0; round < Rounds / 3; round++)
        {
            var environment = new SocketEnvironment();
            void Open() => Quietly(() =>
            {
                for (int i = 0; i < 100; i++)
                {
                    new Socket(Family.Inet, SocketType.Stream, environment: environment).Listen();
                    new Poller(environment).Wake();
                }
            });
            Action join = Start(Open, Open);
            Spin(round);
            environment.Dispose();
            join();
        }

        Assert.Equal(before, OpenDescriptors());
    }

    /// <summary>Starts a thread for each action. What it returns waits for them, and throws what one has thrown.</summary>
    private static Action Start(params Action[] actions)
    {
        WaitingThread[] threads = [.. actions.Select(action => new WaitingThread(action))];
        return () => Array.ForEach(threads, thread => Assert.Null(thread.End()));
    }

    private static void Spin(int round) => Thread.SpinWait(round * 37 % 5_000);

    private static int OpenDescriptors()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc");
        GC.Collect(); // what other tests have forgotten is closed now, and not while this one counts
        GC.WaitForPendingFinalizers();
        return Directory.EnumerateFileSystemEntries("/proc/self/fd").Count(path => new FileInfo(path).LinkTarget is { } target
            && (target.StartsWith("socket", StringComparison.Ordinal) || target.Contains("eventpoll", StringComparison.Ordinal)));
    }

    private static void Quietly(Action action)
    {
        try
        {
            action();
        }
        catch (SocketException e)
        {
            Assert.Contains(e.Code, mistakes);
        }
    }

    private static void UntilClosed(Action action)
    {
        while (true)
        {
            try
            {
                action();
            }
            catch (SocketException e)
            {
                Assert.Contains(e.Code, ends);
                return;
            }
        }
    }
}
