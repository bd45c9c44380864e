using System.Diagnostics;
using System.Runtime.InteropServices;
using TeaSocket.Platform;
using Xunit;
using static TeaSocket.Tests.SocketPairs;

namespace TeaSocket.Tests.Waiting;

/// <summary>Waits last as long as they are told, whatever signals come, and use no processor meanwhile.</summary>
public sealed partial class WaitTimeTests
{
    private static readonly TimeSpan time = TimeSpan.FromMilliseconds(400);

    private static SystemConstants Constants => SystemCalls.Current.Constants;

    public static TheoryData<string> TimedCalls => [.. WaitingCall.All.Keys.Except(["Select", "Selection", "Poller.Wait"])];

    [Theory]
    [MemberData(nameof(TimedCalls))]
    public void ATimeoutOfTheSocketIsNotLengthenedBySignals(string name)
    {
        using WaitingCall call = WaitingCall.All[name](SocketEnvironment.Default);
        SetTimeouts(call.Socket!);
        AssertItEndsInTime(call);
    }

    [Theory]
    [InlineData("Receive")]
    [InlineData("Send")]
    public void ATimeoutThatWasSetByTheNewerNumberIsNotLengthenedBySignals(string name)
    {
        using WaitingCall call = WaitingCall.All[name](SocketEnvironment.Default);
        SetTimeouts(call.Socket!, newer: true);
        byte[] timeout = new byte[16];
        foreach (int option in new[] { Constants.SO_RCVTIMEO_NEW, Constants.SO_SNDTIMEO_NEW })
        {
            Assert.Equal(16, call.Socket!.GetOption(option, timeout));
            Assert.Equal(Timeout(), timeout);
        }

        AssertItEndsInTime(call);
    }

    [Theory]
    [InlineData("Receive")]
    [InlineData("Send")]
    public void ATimeoutThatADuplicateWasGivenIsNotLengthenedBySignals(string name)
    {
        using WaitingCall call = WaitingCall.All[name](SocketEnvironment.Default);
        using Socket copy = call.Socket!.Duplicate();
        SetTimeouts(copy);
        AssertItEndsInTime(call);
    }

    [Theory]
    [MemberData(nameof(TimedCalls))]
    public void ATimeoutOfTheSocketPassesWithoutSignals(string name)
    {
        foreach (bool interruptible in new[] { false, true })
        {
            using var environment = new SocketEnvironment { Interruptible = interruptible };
            using WaitingCall call = WaitingCall.All[name](environment);
            SetTimeouts(call.Socket!);
            TimeSpan before = WaitingThread.OwnProcessorTime;
            Assert.Equal("ETIMEDOUT", Assert.Throws<SocketException>(() => call.Wait(default)).Code);
            AssertIdle(before);
        }
    }

    [Fact]
    public void AHangUpThatNobodyWaitsForUsesNoProcessor()
    {
        (Socket client, Socket server) = HungUp();
        using (client)
        using (server)
        using (var poller = new Poller())
        {
            poller.Add(server, Readiness.Except, 1);
            TimeSpan before = WaitingThread.OwnProcessorTime;
            Assert.Equal(0, poller.Wait(new PollerEvent[1], time));
            Assert.Equal(0, Socket.Select([new SelectEntry(server, Readiness.Except)], time));
            AssertIdle(before);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SelectAndPollersWaitAsLongAsTheyAreToldDespiteSignals(bool isAsked)
    {
        TestSignal.Install();
        using var environment = new SocketEnvironment { ShouldEnd = isAsked ? () => false : null };
        using var poller = new Poller(environment);
        using var socket = new Socket(Family.Inet, SocketType.Datagram, environment: environment);
        var selection = new Selection(environment);
        Action[] waits =
        [
            () => Assert.Equal(0, poller.Wait(new PollerEvent[1], time)),
            () => Assert.Equal(0, Socket.Select([new SelectEntry(socket, Readiness.Read)], time)),
            () => Assert.Equal(0, selection.Select([], (long)time.TotalMicroseconds)),
        ];
        foreach (Action wait in waits)
        {
            long start = Stopwatch.GetTimestamp();
            WaitingThread thread = WaitingThread.In(wait);
            while (!thread.HasEnded && Stopwatch.GetElapsedTime(start) < 20 * time)
            {
                long last = Stopwatch.GetTimestamp();
                thread.TrySignal(TestSignal.Number);
                WaitingThread.Until(() => thread.HasEnded || Stopwatch.GetElapsedTime(last) > time / 20);
            }

            Assert.Null(thread.End());
            Assert.True(Stopwatch.GetElapsedTime(start) >= time, "it ended before its time");
        }
    }

    [Fact]
    public void ASignalThatOthersBlockStillWakes()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the set of signals is Linux's");
        using Socket socket = Udp();
        WaitingThread thread = WaitingThread.In(() =>
        {
            long[] all = new long[16];
            Array.Fill(all, -1);
            Assert.Equal(0, pthread_sigmask(0, all, null)); // SIG_BLOCK, as hosts do in threads of theirs
            socket.Receive(new byte[1]);
        });
        socket.Dispose();
        Assert.Equal("ECANCELED", thread.Code());
    }

    /// <summary>Has a call wait, which is interrupted all the time: it ends with ETIMEDOUT, and makes up for it afterwards.</summary>
    private static void AssertItEndsInTime(WaitingCall call)
    {
        TestSignal.Install();
        long start = Stopwatch.GetTimestamp();
        WaitingThread thread = WaitingThread.In(() => call.Wait(default));
        int signals = 0;
        while (!thread.HasEnded && Stopwatch.GetElapsedTime(start) < 20 * time)
        {
            // Each within a part of the time: a timeout that began anew would never pass.
            long last = Stopwatch.GetTimestamp();
            thread.TrySignal(TestSignal.Number);
            signals++;
            WaitingThread.Until(() => thread.HasEnded || Stopwatch.GetElapsedTime(last) > time / 20);
        }

        Assert.True(thread.HasEnded, $"{signals} signals have made {20 * time} of {time}");
        Assert.Equal("ETIMEDOUT", thread.Code());
        Assert.True(signals >= 2, "the call was not interrupted");
        call.Finish();
    }

    /// <summary>Both directions of a connection have ended.</summary>
    private static (Socket Client, Socket Server) HungUp()
    {
        (Socket client, Socket server) = Tcp();
        client.Shutdown(Direction.Send);
        server.Shutdown(Direction.Send);
        Socket.Select([new SelectEntry(server, Readiness.Read)]);
        return (client, server);
    }

    private static void SetTimeouts(Socket socket, bool newer = false)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "struct timeval is Linux's");
        socket.SetOption(newer ? Constants.SO_RCVTIMEO_NEW : Constants.SO_RCVTIMEO, Timeout());
        socket.SetOption(newer ? Constants.SO_SNDTIMEO_NEW : Constants.SO_SNDTIMEO, Timeout());
    }

    /// <summary>That time as a struct timeval, and as a struct __kernel_sock_timeval.</summary>
    private static byte[] Timeout()
    {
        byte[] timeout = new byte[16];
        BitConverter.TryWriteBytes(timeout.AsSpan(8), (long)time.TotalMicroseconds);
        return timeout;
    }

    private static void AssertIdle(TimeSpan before)
    {
        TimeSpan used = WaitingThread.OwnProcessorTime - before;
        Assert.True(used < time / 4, $"it ran for {used}");
    }

    [LibraryImport("libc")]
    private static partial int pthread_sigmask(int how, long[] set, long[]? before);
}
