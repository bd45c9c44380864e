using TeaSocket.Platform;

namespace TeaSocket.Waiting;

/// <summary>What a call that may wait does with the system; everything else about it stands in <see cref="Waits"/>.</summary>
internal interface IOperation
{
    /// <summary>How it waits at this moment.</summary>
    WaitTerms Terms { get; }

    /// <summary>
    /// Makes the system's call. Returns what it returned, or the negated error number, or <see cref="Waits.GoOn"/> when there is more to do.
    /// EAGAIN says that it would block.
    /// </summary>
    /// <param name="calls">The system.</param>
    /// <param name="descriptor">The descriptor, which is open.</param>
    /// <param name="thread">The thread that calls.</param>
    /// <param name="mayWait">Whether the system may wait; otherwise it says EAGAIN, where it can.</param>
    int Call(SystemCalls calls, nint descriptor, CallingThread thread, bool mayWait);

    /// <summary>The exception for an error.</summary>
    SocketException Failure(int error);
}

/// <summary>How an operation waits.</summary>
/// <param name="Blocks">Whether it does: a non-blocking socket's does not.</param>
/// <param name="Timeout">How long the system lets it wait in all, in microseconds: SO_RCVTIMEO or SO_SNDTIMEO, 0 for any time.</param>
/// <param name="Awaits">What to poll the descriptor for where the system shall not wait by itself.</param>
/// <param name="Polling">How to do that.</param>
internal readonly record struct WaitTerms(bool Blocks, long Timeout, Readiness Awaits, Polling Polling)
{
    /// <summary>Of what polls by itself.</summary>
    public static WaitTerms ByItself => new(Blocks: true, Timeout: 0, Readiness.None, Polling.None);
}

/// <summary>How an operation waits by poll.</summary>
internal enum Polling
{
    /// <summary>It polls by itself.</summary>
    None,

    /// <summary>It can be tried without waiting, and is polled for when it would wait.</summary>
    AfterTrying,

    /// <summary>It can be tried without waiting, and nobody tells when it would not wait any more: it is tried again and again.</summary>
    Repeatedly,

    /// <summary>Trying would wait: it is polled for first.</summary>
    BeforeTrying,

    /// <summary>It is under way already, and can only be polled for.</summary>
    Always,
}
