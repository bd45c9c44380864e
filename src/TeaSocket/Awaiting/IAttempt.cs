namespace TeaSocket.Awaiting;

/// <summary>What an awaited call does with the system, again and again until it does not have to wait any more.</summary>
internal interface IAttempt<T>
{
    /// <summary>Whether the system may not tell when it can go on: then it is tried again and again, and what the system tells does not count.</summary>
    bool IsUntold { get; }

    /// <summary>It could go on at once, but lets others have their turn after so much.</summary>
    bool GivesWay { get; }

    /// <summary>
    /// Tries once, and keeps what was done in part. Returns false when it would block. <see cref="Waiting.CallingThread.Attempts"/> is set, so that
    /// the calls of the core do not wait.
    /// </summary>
    bool Try(out T result);

    /// <summary>The exception for an error that ends it, which tells what was done in part.</summary>
    SocketException Failure(int error);
}
