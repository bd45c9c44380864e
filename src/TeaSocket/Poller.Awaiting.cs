using TeaSocket.Awaiting;

namespace TeaSocket;

// Waiting for many sockets, to be awaited.
public sealed partial class Poller
{
    /// <summary>Waits until a socket is ready, as <see cref="Wait(Span{PollerEvent}, TimeSpan?, CancellationToken)"/> does, without a thread.</summary>
    /// <param name="ready">Where to tell of them; what does not fit in is told by the next wait.</param>
    /// <param name="cancellation">Ends the wait; what is ready is told by the next one.</param>
    /// <returns>How many are ready: 0 after <see cref="Wake"/>.</returns>
    /// <exception cref="SocketException">EBADF: it is closed. ECANCELED: it was disposed while it waited.</exception>
    /// <exception cref="ArgumentException">There is no room for any.</exception>
    public ValueTask<int> WaitAsync(Memory<PollerEvent> ready, CancellationToken cancellation = default) =>
        ready.IsEmpty ? throw WrongArgument.Kind(nameof(ready), "must have room for one at least")
        : Queue.Descriptor == -1 ? WaitInPoolAsync(ready, cancellation)
        : AwaitedCalls.Of(handle, Readiness.Read).Reads.RunAsync<WaitAttempt, int>(new WaitAttempt(this, ready), cancellation);

    /// <summary>The same where there is no descriptor to be watched.</summary>
    private ValueTask<int> WaitInPoolAsync(Memory<PollerEvent> ready, CancellationToken cancellation) =>
        new(Task.Run(() => Wait(ready.Span, null, cancellation), cancellation));

    private readonly struct WaitAttempt(Poller poller, Memory<PollerEvent> ready) : IAttempt<int>
    {
        public bool IsUntold => false;

        public bool GivesWay => false;

        public bool Try(out int result)
        {
            bool isWoken = poller.IsToWake;
            result = poller.Wait(ready.Span, TimeSpan.Zero);
            return result > 0 || isWoken;
        }

        public SocketException Failure(int error) => new(poller.Queue.WaitCall, error);
    }
}
