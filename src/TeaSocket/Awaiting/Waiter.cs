using System.Threading.Tasks.Sources;

namespace TeaSocket.Awaiting;

/// <summary>A call that is awaited, in the list of those of its direction.</summary>
internal abstract class Waiter : IThreadPoolWorkItem
{
    /// <summary>The one behind it in its list.</summary>
    public Waiter? Next { get; set; }

    /// <summary>See <see cref="IAttempt{T}.IsUntold"/>.</summary>
    public abstract bool IsUntold { get; }

    /// <summary>See <see cref="IAttempt{T}.GivesWay"/>.</summary>
    public abstract bool GivesWay { get; }

    /// <summary>Tries the call. Returns whether it is over, well or not.</summary>
    public abstract bool Try();

    /// <summary>See <see cref="IAttempt{T}.Failure"/>.</summary>
    public abstract SocketException Failure(int error);

    /// <summary>Has it end with an exception.</summary>
    public abstract void Fail(Exception failure);

    /// <summary>Tells whoever awaits it how it has ended, which goes on in this call.</summary>
    public abstract void Complete();

    void IThreadPoolWorkItem.Execute() => Complete();
}

/// <summary>One of a kind of call. They are used again, so that nothing is allocated once there are enough.</summary>
internal sealed class Waiter<TAttempt, T> : Waiter, IValueTaskSource<T>, IValueTaskSource
    where TAttempt : struct, IAttempt<T>
{
    // Some hundred kilobytes for each kind of call at most.
    private const int MostSpares = 1024;

    private static readonly Lock access = new();
    private static readonly Stack<Waiter<TAttempt, T>> spares = new();

    private ManualResetValueTaskSourceCore<T> source;
    private CancellationTokenRegistration registration;
    private CancellationToken cancellation;
    private AwaitedDirection? direction;
    private TAttempt attempt;
    private T? result;
    private Exception? failure;

    /// <summary>What is awaited.</summary>
    public ValueTask<T> Task => new(this, source.Version);

    /// <inheritdoc cref="Task"/>
    public ValueTask TaskWithoutResult => new(this, source.Version);

    public override bool IsUntold => attempt.IsUntold;

    public override bool GivesWay => attempt.GivesWay;

    /// <summary>A waiter for a call that has been tried already.</summary>
    public static Waiter<TAttempt, T> Rent(AwaitedDirection direction, in TAttempt attempt)
    {
        Waiter<TAttempt, T>? waiter;
        lock (access)
        {
            _ = spares.TryPop(out waiter);
        }

        waiter ??= new Waiter<TAttempt, T>();
        waiter.direction = direction;
        waiter.attempt = attempt;
        return waiter;
    }

    /// <summary>Has a token end it.</summary>
    public void Observe(CancellationToken token)
    {
        if (token.CanBeCanceled)
        {
            cancellation = token;
            registration = token.UnsafeRegister(static state => ((Waiter<TAttempt, T>)state!).Cancel(), this);
        }
    }

    /// <summary>Ends it as its token wants, if it is not over yet.</summary>
    public void Cancel() => direction!.End(this, new OperationCanceledException(cancellation));

    public override bool Try()
    {
        try
        {
            return attempt.Try(out result);
        }
        catch (Exception e)
        {
            // Whoever closes the socket says so before this call is ended: it was under way, and not begun on a closed one.
            failure = e is SocketException { Code: "EBADF" } && direction!.IsClosed ? attempt.Failure(direction.Canceled) : e;
            return true;
        }
    }

    public override SocketException Failure(int error) => attempt.Failure(error);

    public override void Fail(Exception failure) => this.failure = failure;

    public override void Complete()
    {
        registration.Dispose(); // waits for a token that is ending it right now
        registration = default;
        if (failure is null)
        {
            source.SetResult(result!);
        }
        else
        {
            source.SetException(failure);
        }
    }

    public ValueTaskSourceStatus GetStatus(short token) => source.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        source.OnCompleted(continuation, state, token, flags);

    public T GetResult(short token)
    {
        // Or one that is asked twice, or too early, would be used again twice, or while it waits.
        if (source.GetStatus(token) == ValueTaskSourceStatus.Pending)
        {
            throw new InvalidOperationException("The call is not over.");
        }

        try
        {
            return source.GetResult(token);
        }
        finally
        {
            Return();
        }
    }

    void IValueTaskSource.GetResult(short token) => GetResult(token);

    private void Return()
    {
        source.Reset();
        direction = null;
        attempt = default;
        cancellation = default;
        result = default;
        failure = null;
        lock (access)
        {
            if (spares.Count < MostSpares)
            {
                spares.Push(this);
            }
        }
    }
}
