using TeaSocket.Waiting;

namespace TeaSocket.Awaiting;

/// <summary>
/// The calls of one direction of a socket, receiving or sending, that are awaited: they are carried out in their order, each when the one
/// before it is over.
/// </summary>
/// <remarks>
/// A call is tried under the lock, and so is what becomes ready: whoever finds that it would block has put it into the list before anybody
/// can be told that it would not any more.
/// </remarks>
internal sealed class AwaitedDirection(AwaitedCalls calls, Readiness direction)
{
    private readonly Lock access = new();
    private WaiterList waiters;

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

    /// <summary>The system tells that it is ready: carries out what can be done, and tells of it. Returns how many calls are over by that.</summary>
    public int Proceed()
    {
        WaiterList over = TryAll();
        int count = 0;
        for (; over.First is not null; count++)
        {
            calls.Loop.Complete(over.Take());
        }

        return count;
    }

    /// <summary>The same where no system tells, on any thread.</summary>
    public void Retry()
    {
        for (WaiterList over = TryAll(); over.First is not null;)
        {
            calls.Loop.Deliver(over.Take());
        }
    }

    /// <summary>Ends a call with an exception, if it is not over yet.</summary>
    public void End(Waiter waiter, Exception failure)
    {
        lock (access)
        {
            if (!waiters.Remove(waiter))
            {
                return;
            }

            Rest();
        }

        waiter.Fail(failure);
        calls.Loop.Deliver(waiter);
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

        while (ended.First is not null)
        {
            Waiter waiter = ended.Take();
            waiter.Fail(calls.Canceled(waiter.SystemCall));
            calls.Loop.Deliver(waiter);
        }
    }

    private Waiter<TAttempt, T>? Begin<TAttempt, T>(ref TAttempt attempt, CancellationToken cancellation, out T result)
        where TAttempt : struct, IAttempt<T>
    {
        cancellation.ThrowIfCancellationRequested();
        Waiter<TAttempt, T> waiter;
        lock (access)
        {
            if (waiters.First is null && TryNow(ref attempt, out result))
            {
                return null;
            }

            result = default!;
            bool isFirst = waiters.First is null;
            waiter = Waiter<TAttempt, T>.Rent(this, attempt);
            waiters.Add(waiter);
            try
            {
                _ = isFirst && Watch();
            }
            catch (SocketException)
            {
                _ = waiters.Remove(waiter);
                throw;
            }
        }

        if (cancellation.CanBeCanceled)
        {
            waiter.Observe(cancellation);
        }

        calls.EndIfClosed(); // whoever closed it meanwhile may not have seen this waiter
        return waiter;
    }

    private WaiterList TryAll()
    {
        WaiterList over = default;
        lock (access)
        {
            while (waiters.First is { } first && TryNow(first))
            {
                over.Add(waiters.Take());
            }

            Rest();
        }

        return over;
    }

    private bool Watch()
    {
        calls.Watch(direction);
        return true;
    }

    private void Rest()
    {
        if (waiters.First is null)
        {
            calls.Rest(direction);
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
