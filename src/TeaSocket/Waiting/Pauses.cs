namespace TeaSocket.Waiting;

/// <summary>After how long something is tried again of which nobody tells: soon at first, then less and less often.</summary>
internal struct Pauses
{
    private const int First = 1;
    private const int Longest = 16;

    private int last;

    /// <summary>It has gone on: what it waits for comes soon.</summary>
    public void Begin() => last = 0;

    /// <summary>The next pause, in milliseconds.</summary>
    public int Next() => last = last == 0 ? First : Math.Min(2 * last, Longest);
}
