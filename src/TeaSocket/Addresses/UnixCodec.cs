using System.Text;
using System.Text.Unicode;

namespace TeaSocket.Addresses;

/// <summary>
/// Sockets of this machine: struct sockaddr_un, see unix(7). Its path is bytes; the text is their UTF-8, which not all of
/// them are.
/// </summary>
internal sealed class UnixCodec : AddressCodec
{
    private static readonly UTF8Encoding strictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>A socket that was not bound has no path.</summary>
    public override int LeastSize => 0;

    public override byte[] Parse(string address, int port)
    {
        byte[] path;
        try
        {
            path = strictUtf8.GetBytes(address);
        }
        catch (EncoderFallbackException)
        {
            throw WrongArgument.Kind(nameof(address), "must be a path that UTF-8 can express: it has a lone surrogate");
        }

        return Encode(path, nameof(address));
    }

    public override string Format(ReadOnlySpan<byte> sockaddr) => Encoding.UTF8.GetString(PathOf(sockaddr));

    public override bool IsText(ReadOnlySpan<byte> sockaddr) => Utf8.IsValid(PathOf(sockaddr));

    public override object[] ToParts(ReadOnlySpan<byte> sockaddr) => [IsText(sockaddr) ? Format(sockaddr) : PathOf(sockaddr).ToArray()];

    public override byte[] FromParts(Family family, ReadOnlySpan<object?> parts)
    {
        var given = new AddressParts(parts, 2, "[path]"); // a port is ignored, as ever
        return given.First switch
        {
            string path => Parse(path, 0),
            byte[] path => Encode(path, "address"),
            _ => throw given.Unexpected(0, "a path, of type string or a Buffer"),
        };
    }

    /// <summary>The sockaddr of a path, or of an abstract name where the system has them.</summary>
    /// <param name="path">The path, without its terminating NUL.</param>
    /// <param name="parameter">What the caller calls it, for the exceptions.</param>
    public static byte[] Encode(ReadOnlySpan<byte> path, string parameter)
    {
        if (path.IsEmpty)
        {
            throw WrongArgument.Kind(parameter, "must be a path, not empty"); // Linux would take it for an abstract name
        }

        bool isAbstract = IsAbstract(path);
        if (!isAbstract && path.Contains((byte)0))
        {
            throw WrongArgument.Kind(parameter, "must be a path without NUL bytes");
        }

        // A path needs room for its terminating NUL, an abstract name has none.
        int terminator = isAbstract ? 0 : 1;
        int room = Constants.SunPathSize - terminator;
        if (path.Length > room)
        {
            throw WrongArgument.Range(parameter, $"must be at most {room} bytes long in UTF-8. Received {path.Length} bytes");
        }

        byte[] sockaddr = NewSockaddr(Constants.AF_UNIX, Constants.SunPathOffset + path.Length + terminator);
        path.CopyTo(sockaddr.AsSpan(Constants.SunPathOffset));
        return sockaddr;
    }

    /// <summary>The path without what terminates it, or the abstract name; empty where there is none.</summary>
    public static ReadOnlySpan<byte> PathOf(ReadOnlySpan<byte> sockaddr)
    {
        if (sockaddr.Length <= Constants.SunPathOffset)
        {
            return [];
        }

        ReadOnlySpan<byte> path = sockaddr[Constants.SunPathOffset..];
        int end = IsAbstract(path) ? -1 : path.IndexOf((byte)0);
        return end < 0 ? path : path[..end];
    }

    private static bool IsAbstract(ReadOnlySpan<byte> path) => Constants.AbstractNames && path[0] == 0;
}
