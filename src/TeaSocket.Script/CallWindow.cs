using System.Runtime.CompilerServices;

namespace TeaSocket.Script;

/// <summary>
/// Memory of a script engine's that the host knows the address of. Functions of integers and bytes find their arguments in it and leave
/// their result there, because each argument and each result that an engine passes is felt; window.js does the same from the other side.
/// </summary>
/// <param name="start">Its first byte; the memory stays there for as long as the script engine refers to it.</param>
public sealed unsafe class CallWindow(byte* start)
{
    /// <summary>How many bytes the memory must have: the arguments and the result as numbers of JavaScript, then room for the bytes of a call.</summary>
    public const int MemoryLength = ((Arguments.Count + 1) * sizeof(double)) + 65536; // a datagram over IP is never longer

    /// <summary>Whether a function can be called through the window: it takes no string and returns none.</summary>
    public static bool Fits(TableFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return !function.ReturnsText && !function.Parameters.Contains('s', StringComparison.Ordinal);
    }

    /// <summary>Calls a function whose arguments are in the memory, and leaves its result behind them.</summary>
    /// <remarks>
    /// Inlined, as is what sending and receiving call from here down to the system: processors that forget in a system call where calls
    /// return to pay for each level that is left after it, together more than for all the work that is done there.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Call(SocketTable table, TableFunction function)
    {
        ArgumentNullException.ThrowIfNull(table);
        double* numbers = (double*)start;
        numbers[Arguments.Count] = table.Call(function, new Arguments(numbers));
    }
}
