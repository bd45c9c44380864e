using TeaSocket.Platform;

namespace TeaSocket.Options;

/// <summary>One reading or setting of an option, while the descriptor is held.</summary>
internal readonly struct OptionCall(SystemCalls calls, nint descriptor, int level, int number)
{
    /// <summary>The system's calls.</summary>
    public SystemCalls Calls => calls;

    /// <summary>The system's numbers.</summary>
    public SystemConstants Constants => calls.Constants;

    /// <summary>Which descriptor.</summary>
    public nint Descriptor => descriptor;

    /// <summary>Which option of the level.</summary>
    public int Number => number;

    /// <summary>getsockopt(2).</summary>
    public int Get(Span<byte> value, out int length) => calls.GetOption(descriptor, level, number, value, out length);

    /// <summary>setsockopt(2).</summary>
    public int Set(ReadOnlySpan<byte> value) => calls.SetOption(descriptor, level, number, value);
}
