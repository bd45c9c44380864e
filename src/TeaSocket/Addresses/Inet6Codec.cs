using System.Buffers.Binary;

namespace TeaSocket.Addresses;

/// <summary>IPv6: struct sockaddr_in6, see ipv6(7). Its text may end in a scope, "%" and an interface's name or number.</summary>
internal sealed class Inet6Codec : InternetCodec
{
    private const int Size = 28;
    private const int AddressOffset = 8; // offsetof(struct sockaddr_in6, sin6_addr)
    private const int AddressEnd = AddressOffset + 16;
    private const int ScopeOffset = AddressEnd; // offsetof(struct sockaddr_in6, sin6_scope_id), which RFC 2133 did not have yet

    public override int LeastSize => AddressEnd;

    public override byte[] Parse(string address, int port)
    {
        int percent = address.IndexOf('%', StringComparison.Ordinal);
        string bare = percent < 0 ? address : address[..percent];
        byte[] sockaddr = NewSockaddr(Constants.AF_INET6, Size, port);
        if (!Calls.TryParseAddress(Constants.AF_INET6, bare, sockaddr.AsSpan(AddressOffset..AddressEnd)))
        {
            throw NotAnAddress(address, "an IPv6 address", Constants.AF_INET, "an IPv4 address, and this socket is PF_INET6");
        }

        uint scope = percent < 0 ? 0 : ParseScope(address, address[(percent + 1)..]);
        BinaryPrimitives.WriteUInt32LittleEndian(sockaddr.AsSpan(ScopeOffset), scope);
        return sockaddr;
    }

    public override string Format(ReadOnlySpan<byte> sockaddr) =>
        Calls.FormatAddress(Constants.AF_INET6, sockaddr[AddressOffset..AddressEnd]) + FormatScope(sockaddr);

    private static uint ParseScope(string address, string scope)
    {
        uint index = NetworkInterface.TryParseIndex(scope, out uint number) ? number : Calls.FindInterface(scope);
        return index != 0 ? index
            : throw WrongArgument.Kind(nameof(address), $"names the scope '{scope}', but there is no such interface. Received '{address}'");
    }

    private static string FormatScope(ReadOnlySpan<byte> sockaddr)
    {
        uint scope = sockaddr.Length < Size ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(sockaddr[ScopeOffset..]);
        return scope == 0 ? "" : "%" + Calls.InterfaceText(scope);
    }
}
