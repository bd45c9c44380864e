namespace TeaSocket.Script;

/// <summary>
/// Memory of a script engine's that the host knows the address of. The calls that are felt, sending and receiving, leave
/// their arguments and result in it; window.js does the same from the other side.
/// </summary>
/// <param name="start">Its first byte; the memory stays there for as long as the script engine refers to it.</param>
public sealed unsafe class CallWindow(byte* start)
{
    /// <summary>How many bytes the memory must have: three numbers of JavaScript, an id, a length and a result; then the bytes.</summary>
    public const int MemoryLength = HeaderLength + Length;

    private const int HeaderLength = 3 * sizeof(double);
    private const int Length = 65536; // a datagram over IP is never longer

    /// <summary>Whether a function has the shape of sending and receiving, an id and a byte range, that <see cref="Call"/> calls.</summary>
    public static bool Fits(TableFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return function.Parameters is "ir" or "iw";
    }

    /// <summary>The first bytes of the window.</summary>
    public Span<byte> Bytes(int length) => new(start + HeaderLength, Math.Min(length, Length));

    /// <summary>Calls a function whose arguments are in the memory, and leaves its result there.</summary>
    public void Call(SocketTable table, TableFunction function)
    {
        ArgumentNullException.ThrowIfNull(table);
        double* numbers = (double*)start;
        numbers[2] = table.Call(function, new Arguments { First = (long)numbers[0], Bytes = Bytes((int)numbers[1]) });
    }
}
