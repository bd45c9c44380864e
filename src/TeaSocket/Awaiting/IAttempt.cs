namespace TeaSocket.Awaiting;

/// <summary>What an awaited call does with the system, again and again until it does not have to wait any more.</summary>
internal interface IAttempt<T>
{
    /// <summary>The system's call, for exceptions.</summary>
    string SystemCall { get; }

    /// <summary>
    /// Tries once, and keeps what was done in part. Returns false when it would block. <see cref="Waiting.CallingThread.Attempts"/> is set, so that
    /// the calls of the core do not wait.
    /// </summary>
    bool Try(out T result);
}
