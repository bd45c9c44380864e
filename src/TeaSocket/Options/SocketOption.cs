using TeaSocket.Options;
using TeaSocket.Platform;

namespace TeaSocket;

/// <summary>
/// A socket option: a row of the table that is <see cref="SocketOptions"/>. With a type, see <see cref="SocketOption{T}"/>, it is read and
/// set by <see cref="Socket.GetOption{T}(SocketOption{T})"/> and <see cref="Socket.SetOption{T}(SocketOption{T}, T)"/>.
/// </summary>
public abstract class SocketOption
{
    private IReadOnlyList<Family>? families;
    private IReadOnlyList<SocketType>? types;

    private protected SocketOption(OptionLevel level, string name, SystemNumbers numbers)
    {
        Level = level;
        Name = name;
        Numbers = numbers;
        Number = level.Number is null ? null : numbers.Here;
        families = level.Families;
        types = level.Types;
        OptionList.Add(this);
    }

    /// <summary>The constant's name: "SO_KEEPALIVE".</summary>
    public string Name { get; }

    /// <summary>The level.</summary>
    public OptionLevel Level { get; }

    /// <summary>The system's number; null where it has no such option.</summary>
    public int? Number { get; }

    /// <summary>
    /// What a value is: "flag", "number", "milliseconds", "linger", "address", "interface", "text", "credentials", "groups", "struct",
    /// "filter" or "bytes".
    /// </summary>
    public abstract string Kind { get; }

    /// <summary>The families whose sockets have it; null for all.</summary>
    public IReadOnlyList<Family>? Families
    {
        get => families;
        internal init => families = value;
    }

    /// <summary>The types whose sockets have it; null for all.</summary>
    public IReadOnlyList<SocketType>? Types
    {
        get => types;
        internal init => types = value;
    }

    /// <summary>Whether it can be read.</summary>
    public bool Readable { get; internal init; } = true;

    /// <summary>Whether it can be set.</summary>
    public bool Writable { get; internal init; } = true;

    /// <summary>Whether reading it changes the socket, as reading SO_ERROR clears the error: a list of all options leaves it alone.</summary>
    public bool ChangesWhenRead { get; internal init; }

    internal SystemNumbers Numbers { get; }

    /// <summary>What is read and what may be set, as TypeScript has it.</summary>
    internal abstract (string Read, string Write) ScriptTypes { get; }

    /// <summary>The fields of a value that is a structure; null for others.</summary>
    internal abstract OptionLayout? Layout { get; }

    /// <summary>Whether a socket can have it, as far as its family and its type tell. What families the table does not know have, only the system knows.</summary>
    internal bool IsFor(Socket socket) =>
        Number is not null
        && (families is null || families.Contains(socket.Family) || !IsKnown(socket.Family))
        && (types is null || types.Contains(socket.Type));

    /// <summary>The value, in the form that <see cref="LooseValue"/> describes.</summary>
    internal abstract object? GetLoose(Socket socket);

    /// <summary>Sets it to a value of that form.</summary>
    /// <exception cref="ArgumentException">It is of another kind.</exception>
    internal abstract void SetLoose(Socket socket, object? value);

    /// <summary>The constant's name.</summary>
    public override string ToString() => Name;

    private static bool IsKnown(Family family) =>
        family == Family.Inet || family == Family.Inet6 || family == Family.Unix
        || family == OptionLevels.Netlink || family == OptionLevels.Packet || family == OptionLevels.Vsock;
}

/// <summary>A socket option whose values are of one type.</summary>
/// <typeparam name="T">The type of a value in C#.</typeparam>
public sealed class SocketOption<T> : SocketOption
{
    internal SocketOption(OptionLevel level, OptionCodec<T> codec, string name, int? linux, int? macOS = null, int? windows = null)
        : base(level, name, new SystemNumbers(linux, macOS, windows)) => Codec = codec;

    /// <inheritdoc/>
    public override string Kind => Codec.Kind;

    internal OptionCodec<T> Codec { get; }

    internal override (string Read, string Write) ScriptTypes => Codec.ScriptTypes;

    internal override OptionLayout? Layout => Codec.Layout;

    internal override object? GetLoose(Socket socket) => Codec.ToLoose(socket.GetOption(this));

    internal override void SetLoose(Socket socket, object? value)
    {
        if (!Writable)
        {
            throw WrongArgument.Kind("name", $"must be an option that can be set, and {Name} can only be read");
        }

        socket.SetOption(this, Codec.FromLoose(new LooseValue(value, Name)));
    }
}
