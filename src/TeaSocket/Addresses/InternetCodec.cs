using System.Buffers.Binary;

namespace TeaSocket.Addresses;

/// <summary>What IPv4 and IPv6 share: text that inet_pton(3) reads, and a port.</summary>
internal abstract class InternetCodec : AddressCodec
{
    private const int PortOffset = 2; // offsetof(struct sockaddr_in, sin_port), and of sin6_port

    public sealed override int? PortOf(ReadOnlySpan<byte> sockaddr) => BinaryPrimitives.ReadUInt16BigEndian(sockaddr[PortOffset..]);

    public sealed override byte[] FromParts(Family family, ReadOnlySpan<object?> parts)
    {
        var given = new AddressParts(parts, 2, "[address, port]");
        int port = (int)given.Integer(1, "a port", ushort.MaxValue);
        return Parse(given.First as string ?? throw given.Unexpected(0, "of type string"), port);
    }

    protected static byte[] NewSockaddr(int family, int size, int port)
    {
        if (port is < 0 or > 65535)
        {
            throw WrongArgument.Range(nameof(port), $"must be >= 0 and <= 65535. Received {port}");
        }

        byte[] sockaddr = NewSockaddr(family, size);
        BinaryPrimitives.WriteUInt16BigEndian(sockaddr.AsSpan(PortOffset), (ushort)port);
        return sockaddr;
    }

    /// <summary>What to throw for text that is no address of this family, and perhaps one of the other.</summary>
    protected static ArgumentException NotAnAddress(string address, string expected, int otherFamily, string other)
    {
        Span<byte> scratch = stackalloc byte[16];
        string bare = address.Split('%')[0];
        return Calls.TryParseAddress(otherFamily, bare, scratch)
            ? WrongArgument.Kind(nameof(address), $"must be {expected}. Received '{address}', which is {other}")
            : WrongArgument.Address(nameof(address), $"must be {expected}, not a name. Received '{address}'");
    }
}
