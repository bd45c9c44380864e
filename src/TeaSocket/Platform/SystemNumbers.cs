namespace TeaSocket.Platform;

/// <summary>A number that each system has its own for; null where a system has no such thing.</summary>
/// <param name="Linux">Linux's, as on x64 and arm64.</param>
/// <param name="MacOS">macOS's.</param>
/// <param name="Windows">Windows'.</param>
internal readonly record struct SystemNumbers(int? Linux, int? MacOS, int? Windows)
{
    /// <summary>The number on this system.</summary>
    public int? Here => SystemCalls.Current.Choose(this);
}
