namespace TeaSocket;

/// <summary>What a socket can be ready for, as the three sets of select(2).</summary>
[Flags]
public enum Readiness
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Receiving or accepting will not block: there is data, a connection, the end of the stream or an error.</summary>
    Read = 1,

    /// <summary>Sending will not block, or a non-blocking connect has ended, well or not.</summary>
    Write = 2,

    /// <summary>There is an exceptional condition, such as out-of-band data.</summary>
    Except = 4,
}
