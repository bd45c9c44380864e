namespace TeaSocket.Addresses;

/// <summary>IPv4: struct sockaddr_in, see ip(7).</summary>
internal sealed class InetCodec : InternetCodec
{
    private const int Size = 16;
    private const int AddressOffset = 4; // offsetof(struct sockaddr_in, sin_addr); the rest is padding
    private const int AddressEnd = AddressOffset + 4;

    public override int LeastSize => AddressEnd;

    public override byte[] Parse(string address, int port)
    {
        byte[] sockaddr = NewSockaddr(Constants.AF_INET, Size, port);
        return Calls.TryParseAddress(Constants.AF_INET, address, sockaddr.AsSpan(AddressOffset..AddressEnd)) ? sockaddr
            : throw NotAnAddress(address, "an IPv4 address", Constants.AF_INET6, "an IPv6 address, and this socket is PF_INET");
    }

    public override string Format(ReadOnlySpan<byte> sockaddr) =>
        Calls.FormatAddress(Constants.AF_INET, sockaddr[AddressOffset..AddressEnd]);
}
