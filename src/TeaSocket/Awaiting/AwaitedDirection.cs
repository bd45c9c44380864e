using TeaSocket.Waiting;

namespace TeaSocket.Awaiting;

/// <summary>
/// The calls of one direction of a socket, receiving or sending, that are awaited: they are carried out in their order, each when the one
/// before it is over.
/// </summary>
/// <remarks>
/// A call is tried under the lock, and so is what becomes ready: whoever finds that it would block has put it into the list before anybody
/// can be told that it would not any more. Whoever takes a call out of the list, it being over or to be ended, has it alone.
/// </remarks>
internal sealed class AwaitedDirection(AwaitedCalls calls, Readiness direction)
{
    private readonly Lock access = new();
    private WaiterList waiters;
    private Timer? retries;
    private Pauses pauses;

    /// <summary>Whether the socket is closed.</summary>
    public bool IsClosed => calls.IsClosed;

    /// <summary>ECANCELED.</summary>
    public int Canceled => calls.Canceled;

    /// <summary>Carries a call out now if it need not wait, or as soon as it need not.</summary>
    public ValueTask<T> RunAsync<TAttempt, T>(TAttempt attempt, CancellationToken cancellation)
        where TAttempt : struct, IAttempt<T>
    {
        try
        {
            return Begin<TAttempt, T>(ref attempt, cancellation, out T result) is { } waiter ? waiter.Task : new ValueTask<T>(result);
        }
        catch (Exception e)
        {
            return Failed<T>(e);
        }
    }

    /// <summary>The same for a call that has no result.</summary>
    public ValueTask RunWithoutResultAsync<TAttempt, T>(TAttempt attempt, CancellationToken cancellation)
        where TAttempt : struct, IAttempt<T>
    {
        try
        {
            return Begin<TAttempt, T>(ref attempt, cancellation, out _) is { } waiter ? waiter.TaskWithoutResult : default;
        }
        catch (Exception e)
        {
            return new ValueTask(Failed<T>(e).AsTask());
        }
    }

    /// <summary>The system tells that it is ready: carries out what can be done. The loop tells of it.</summary>
    public void Proceed()
    {
        for (WaiterList over = TryAll(isTold: true); over.First is not null;)
        {
            calls.Loop.Complete(over.Take());
        }
    }

    /// <summary>The same where no system tells, on any thread.</summary>
    public void Retry() => Deliver(TryAll(isTold: false));

    /// <summary>Ends a call with an exception, if it is not over yet.</summary>
    public void End(Waiter waiter, Exception failure)
    {
        WaiterList over = default;
        lock (access)
        {
            bool wasFirst = waiter == waiters.First;
            if (!waiters.Remove(waiter))
            {
                return;
            }

            waiter.Fail(failure);
            over.Add(waiter);
            if (wasFirst)
            {
                TryAll(ref over); // nobody tells the next one again what could not serve the first
            }
        }

        Deliver(over);
    }

    /// <summary>Ends all calls with ECANCELED.</summary>
    public void Cancel()
    {
        WaiterList ended;
        lock (access)
        {
            ended = waiters;
            waiters = default;
            Rest();
        }

        for (Waiter? waiter = ended.First; waiter is not null; waiter = waiter.Next)
        {
            waiter.Fail(waiter.Failure(calls.Canceled));
        }

        Deliver(ended);
    }

    private Waiter<TAttempt, T>? Begin<TAttempt, T>(ref TAttempt attempt, CancellationToken cancellation, out T result)
        where TAttempt : struct, IAttempt<T>
    {
        cancellation.ThrowIfCancellationRequested();
        Waiter<TAttempt, T> waiter;
        lock (access)
        {
            if (waiters.First is null)
            {
                if (TryNow(ref attempt, out result))
                {
                    return null;
                }

                if (calls.Loop.IsDisposed)
                {
                    throw attempt.Failure(calls.Canceled);
                }

                calls.Watch(direction, attempt.GivesWay);
            }

            // Observed before anybody can complete it, which ends observing it.
            waiter = Waiter<TAttempt, T>.Rent(this, attempt);
            waiter.Observe(cancellation);
            waiters.Add(waiter);
            if (waiter == waiters.First)
            {
                RetryLater(hasGoneOn: true);
            }
        }

        result = default!;
        if (cancellation.IsCancellationRequested)
        {
            waiter.Cancel(); // the token may have looked for it before it was in the list
        }

        calls.EndIfOver(); // and so may whoever has closed the socket meanwhile
        return waiter;
    }

    private WaiterList TryAll(bool isTold)
    {
        WaiterList over = default;
        lock (access)
        {
            // A datagram that has found a queue full is itself a change that the system tells, and would be tried without end.
            if (!isTold || waiters.First is { IsUntold: false })
            {
                TryAll(ref over);
            }
        }

        return over;
    }

    private void TryAll(ref WaiterList over)
    {
        bool hasGoneOn = false;
        for (; waiters.First is { } first; hasGoneOn = true)
        {
            if (!TryNow(first))
            {
                if (first.GivesWay)
                {
                    calls.TellAgain();
                }

                break;
            }

            over.Add(waiters.Take());
        }

        RetryLater(hasGoneOn);
        Rest();
    }

    private void Rest()
    {
        if (waiters.First is null)
        {
            calls.Rest(direction);
        }
    }

    private void RetryLater(bool hasGoneOn)
    {
        if (waiters.First is { IsUntold: true })
        {
            if (hasGoneOn)
            {
                pauses.Begin();
            }

            retries ??= NewTimer();
            _ = retries.Change(pauses.Next(), Timeout.Infinite);
        }
    }

    /// <summary>One that keeps nothing of who awaits first.</summary>
    private Timer NewTimer()
    {
        using AsyncFlowControl flow = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        return new Timer(static state => ((AwaitedDirection)state!).Retry(), this, Timeout.Infinite, Timeout.Infinite);
    }

    private void Deliver(WaiterList over)
    {
        while (over.First is not null)
        {
            calls.Loop.Deliver(over.Take());
        }
    }

    private static bool TryNow<TAttempt, T>(ref TAttempt attempt, out T result)
        where TAttempt : struct, IAttempt<T>
    {
        CallingThread thread = CallingThread.Current;
        thread.Attempts = true;
        try
        {
            return attempt.Try(out result);
        }
        finally
        {
            thread.Attempts = false;
        }
    }

    private static bool TryNow(Waiter waiter)
    {
        CallingThread thread = CallingThread.Current;
        thread.Attempts = true;
        bool isOver = waiter.Try();
        thread.Attempts = false;
        return isOver;
    }

    private static ValueTask<T> Failed<T>(Exception failure) =>
        failure is OperationCanceledException { CancellationToken: { IsCancellationRequested: true } token }
            ? ValueTask.FromCanceled<T>(token) : ValueTask.FromException<T>(failure);
}
