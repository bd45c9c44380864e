namespace TeaSocket.Platform;

/// <summary>What text is to the system, whose strings end at a NUL.</summary>
internal static class CString
{
    /// <summary>Whether there is a NUL in it. The system would not see what stands behind: "127.0.0.1\0x" would pass for an address.</summary>
    public static bool HasNul(this string text) => text.Contains('\0', StringComparison.Ordinal);
}
