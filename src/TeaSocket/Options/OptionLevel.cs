using TeaSocket.Platform;

namespace TeaSocket;

/// <summary>A level of options (the second argument of getsockopt(2)), and the sockets that its options belong to unless one says otherwise.</summary>
public sealed class OptionLevel
{
    private readonly SystemNumbers numbers;

    internal OptionLevel(string name, SystemNumbers numbers, IReadOnlyList<Family>? families = null, IReadOnlyList<SocketType>? types = null)
    {
        Name = name;
        this.numbers = numbers;
        Families = families;
        Types = types;
        Number = numbers.Here;
    }

    /// <summary>The constant's name: SOL_SOCKET, IPPROTO_TCP.</summary>
    public string Name { get; }

    /// <summary>The system's number; null where it has no such level.</summary>
    public int? Number { get; }

    /// <summary>The families whose sockets have its options; null for all.</summary>
    public IReadOnlyList<Family>? Families { get; }

    /// <summary>The types whose sockets have its options; null for all.</summary>
    public IReadOnlyList<SocketType>? Types { get; }

    internal SystemNumbers Numbers => numbers;
}
