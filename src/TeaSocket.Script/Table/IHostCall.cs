namespace TeaSocket.Script;

/// <summary>
/// What a host offers during one call: the arguments that do not cross in the window, as its engine tells them, and the way to return
/// a string. Arguments count from 0, integers left out.
/// </summary>
public interface IHostCall
{
    /// <summary>The string that is an argument.</summary>
    string Text(int argument);

    /// <summary>The whole memory of the typed array or DataView that is an argument: empty when it was taken away.</summary>
    HostMemory Memory(int argument);

    /// <summary>The same of an element of the array that is an argument; for hosts that do not copy.</summary>
    HostMemory Memory(int argument, int element);

    /// <summary>Returns a string to JavaScript.</summary>
    void SetResult(string text);
}

/// <summary>Memory of an engine's. It is good for the one call in which the engine has told of it.</summary>
/// <param name="start">The first byte.</param>
/// <param name="length">How many there are.</param>
public readonly unsafe struct HostMemory(byte* start, long length)
{
    /// <summary>The first byte.</summary>
    public byte* Start { get; } = start;

    /// <summary>How many bytes there are.</summary>
    public long Length { get; } = length;
}
