using Xunit;

namespace TeaSocket.Tests.Waiting;

/// <summary>Each call that waits, and each way to end it. The thread is seen inside the call before.</summary>
public sealed class WaitEndTests
{
    public static TheoryData<string> Calls => [.. WaitingCall.All.Keys];

    public static TheoryData<string> CallsOfSockets => [.. WaitingCall.All.Keys.Where(name => name != "Poller.Wait")];

    [Theory]
    [MemberData(nameof(Calls))]
    public void DisposingEndsIt(string name)
    {
        using WaitingCall call = WaitingCall.All[name](SocketEnvironment.Default);
        WaitingThread thread = WaitingThread.In(() => call.Wait(default));
        call.Close();
        Assert.Equal("ECANCELED", thread.Code());
    }

    [Theory]
    [MemberData(nameof(CallsOfSockets))]
    public void DetachingEndsItAndLeavesTheDescriptorOpen(string name)
    {
        using WaitingCall call = WaitingCall.All[name](SocketEnvironment.Default);
        WaitingThread thread = WaitingThread.In(() => call.Wait(default));
        nint descriptor = call.Socket!.Detach();
        Assert.Equal("ECANCELED", thread.Code());
        Assert.Equal(0, Platform.SystemCalls.Current.Close(descriptor));
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void ATokenEndsItAndNothingIsLost(string name)
    {
        using WaitingCall call = WaitingCall.All[name](SocketEnvironment.Default);
        using var source = new CancellationTokenSource();
        WaitingThread thread = WaitingThread.In(() => call.Wait(source.Token));
        source.Cancel();
        Assert.Equal(source.Token, Assert.IsType<OperationCanceledException>(thread.End()).CancellationToken);
        Assert.Throws<OperationCanceledException>(() => call.Wait(source.Token));
        call.Finish();
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void CancelingTheWaitsOfItsEnvironmentEndsItAndNothingIsLost(string name)
    {
        using var environment = new SocketEnvironment();
        using var other = new SocketEnvironment();
        using WaitingCall call = WaitingCall.All[name](environment);
        WaitingThread thread = WaitingThread.In(() => call.Wait(default));
        other.CancelWaits();
        thread.WaitUntilAsleep();
        environment.CancelWaits();
        Assert.Equal("ECANCELED", thread.Code());
        call.Finish();
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void DisposingItsEnvironmentEndsIt(string name)
    {
        var environment = new SocketEnvironment();
        using WaitingCall call = WaitingCall.All[name](environment);
        WaitingThread thread = WaitingThread.In(() => call.Wait(default));
        environment.Dispose();
        Assert.Equal("ECANCELED", thread.Code());
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void ItEndsWhenItsEnvironmentSaysSo(string name)
    {
        int asked = 0;
        int askedThread = 0;
        using var environment = new SocketEnvironment
        {
            ShouldEnd = () =>
            {
                askedThread = Environment.CurrentManagedThreadId;
                return ++asked == 2;
            },
        };
        using WaitingCall call = WaitingCall.All[name](environment);
        int waitingThread = 0;
        WaitingThread thread = WaitingThread.In(() =>
        {
            waitingThread = Environment.CurrentManagedThreadId;
            call.Wait(default);
        });
        Assert.Equal("ECANCELED", thread.Code());
        Assert.Equal((2, waitingThread), (asked, askedThread));
        Assert.True(thread.ProcessorTime < TimeSpan.FromMilliseconds(500), $"it ran for {thread.ProcessorTime}");
        call.Finish();
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void ASignalEndsItWhereThatIsWantedAndNothingIsLost(string name)
    {
        TestSignal.Install();
        using var environment = new SocketEnvironment { Interruptible = true };
        using WaitingCall call = WaitingCall.All[name](environment);
        WaitingThread thread = WaitingThread.In(() => call.Wait(default));
        thread.Signal(TestSignal.Number);
        Assert.Equal("EINTR", thread.Code());
        call.Finish();
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void WhereSignalsEndItTheOtherEndsDoSoToo(string name)
    {
        using var environment = new SocketEnvironment { Interruptible = true, ShouldEnd = () => false };
        using WaitingCall call = WaitingCall.All[name](environment);
        using var source = new CancellationTokenSource();
        WaitingThread thread = WaitingThread.In(() => call.Wait(source.Token));
        source.Cancel();
        Assert.IsType<OperationCanceledException>(thread.End());
        thread = WaitingThread.In(() => call.Wait(default));
        environment.CancelWaits();
        Assert.Equal("ECANCELED", thread.Code());
        thread = WaitingThread.In(() => call.Wait(default));
        call.Close();
        Assert.Equal("ECANCELED", thread.Code());
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void OtherwiseItGoesOnAfterSignals(string name)
    {
        TestSignal.Install();
        using WaitingCall call = WaitingCall.All[name](SocketEnvironment.Default);
        WaitingThread thread = WaitingThread.In(() => call.Wait(default));
        for (int i = 0; i < 100; i++)
        {
            thread.Signal(TestSignal.Number);
            thread.WaitUntilAsleep();
        }

        call.Close();
        Assert.Equal("ECANCELED", thread.Code());
    }

    [Fact]
    public void WakingAPollerEndsItsWaitWithWhatIsReady()
    {
        using WaitingCall call = WaitingCall.All["Poller.Wait"](SocketEnvironment.Default);
        WaitingThread thread = WaitingThread.In(() => call.Wait(default));
        call.Poller!.Wake();
        Assert.Null(thread.End());
        thread = WaitingThread.In(() => call.Wait(default));
        call.Poller.Wake();
        Assert.Null(thread.End());
        call.Finish();
    }

    [Fact]
    public void WakingAPollerThatNobodyWaitsForEndsTheNextWaitOnly()
    {
        using WaitingCall call = WaitingCall.All["Poller.Wait"](SocketEnvironment.Default);
        call.Poller!.Wake();
        call.Poller.Wake();
        Assert.Equal(0, call.Poller.Wait(new PollerEvent[1]));
        WaitingThread thread = WaitingThread.In(() => call.Wait(default));
        call.Close();
        Assert.Equal("ECANCELED", thread.Code());
    }

    [Fact]
    public void ADisposedListenerAcceptsNoFurtherClient()
    {
        using Socket listener = SocketPairs.Listener();
        SocketAddress address = listener.GetSocketName();
        WaitingThread thread = WaitingThread.In(() => listener.Accept()?.Dispose());
        listener.Dispose();
        using var client = new Socket(Family.Inet, SocketType.Stream);
        Assert.Equal("ECONNREFUSED", Assert.Throws<SocketException>(() => client.Connect(address)).Code);
        Assert.Equal("ECANCELED", thread.Code());
    }
}
