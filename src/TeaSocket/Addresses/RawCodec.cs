namespace TeaSocket.Addresses;

/// <summary>Sockaddrs of which nothing is known but their bytes: shown in hexadecimal, and never made of text.</summary>
internal sealed class RawCodec : AddressCodec
{
    public override int LeastSize => 0;

    public override byte[] Parse(string address, int port) =>
        throw new NotSupportedException("Addresses of this family are no text: give the system's own struct sockaddr, as bytes");

    public override string Format(ReadOnlySpan<byte> sockaddr) => Convert.ToHexStringLower(sockaddr);

    public override bool IsText(ReadOnlySpan<byte> sockaddr) => false;

    public override byte[] FromParts(Family family, ReadOnlySpan<object?> parts)
    {
        const string form = "the system's own struct sockaddr, a Buffer";
        var given = new AddressParts(parts, 1, form);
        return given.First is byte[] sockaddr ? Check(family, sockaddr, "address") : throw given.Unexpected(0, form);
    }

    /// <summary>Looks whether bytes can be an address of a family.</summary>
    public static byte[] Check(Family family, byte[] sockaddr, string parameter)
    {
        if (sockaddr.Length is < HeaderSize or > SocketAddress.MaxSize)
        {
            throw WrongArgument.Range(parameter, $"must be {HeaderSize} to {SocketAddress.MaxSize} bytes long. Received {sockaddr.Length} bytes");
        }

        Family own = FamilyOf(sockaddr);
        return own == family ? sockaddr
            : throw WrongArgument.Kind(parameter, $"must be an address of the family {family}. Received one of {own}");
    }
}
