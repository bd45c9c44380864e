namespace TeaSocket.Options;

/// <summary>Where each option enters itself, in a class of its own: it is there before the first of them.</summary>
internal static class OptionList
{
    private static readonly List<SocketOption> entered = [];

    /// <summary>Those that were entered.</summary>
    public static IReadOnlyList<SocketOption> Entered => entered;

    /// <summary>Enters one.</summary>
    public static void Add(SocketOption option) => entered.Add(option);
}
