namespace TeaSocket.Addresses;

/// <summary>Sockaddrs of which nothing is known but their bytes: shown in hexadecimal, and never made of text.</summary>
internal sealed class RawCodec : AddressCodec
{
    public override int LeastSize => 0;

    public override byte[] Parse(string address, int port) =>
        throw new NotSupportedException("Addresses of this family are bytes; only those of PF_INET, PF_INET6 and PF_UNIX are text");

    public override string Format(ReadOnlySpan<byte> sockaddr) => Convert.ToHexStringLower(sockaddr);

    public override bool IsText(ReadOnlySpan<byte> sockaddr) => false;
}
