using System.Buffers.Binary;

namespace TeaSocket.Addresses;

/// <summary>Virtual machines and their host: struct sockaddr_vm, see vsock(7). Its parts are [cid, port], both of 32 bits.</summary>
internal sealed class VsockCodec : AddressCodec
{
    internal const int Size = 16;
    internal const int PortOffset = 4;
    internal const int CidOffset = 8;

    public override int LeastSize => Size;

    public static byte[] Encode(uint cid, uint port)
    {
        byte[] sockaddr = NewSockaddr(Constants.AF_VSOCK, Size);
        BinaryPrimitives.WriteUInt32LittleEndian(sockaddr.AsSpan(PortOffset), port);
        BinaryPrimitives.WriteUInt32LittleEndian(sockaddr.AsSpan(CidOffset), cid);
        return sockaddr;
    }

    public static uint CidOf(ReadOnlySpan<byte> sockaddr) => BinaryPrimitives.ReadUInt32LittleEndian(sockaddr[CidOffset..]);

    public static uint VsockPortOf(ReadOnlySpan<byte> sockaddr) => BinaryPrimitives.ReadUInt32LittleEndian(sockaddr[PortOffset..]);

    public override byte[] Parse(string address, int port) => FromParts(Family.Vsock, [address, (double)port]);

    public override string Format(ReadOnlySpan<byte> sockaddr) => $"{CidOf(sockaddr)}";

    public override long? NumberOf(ReadOnlySpan<byte> sockaddr) => VsockPortOf(sockaddr);

    public override bool IsText(ReadOnlySpan<byte> sockaddr) => false;

    public override object[] ToParts(ReadOnlySpan<byte> sockaddr) => [(double)CidOf(sockaddr), (double)VsockPortOf(sockaddr)];

    public override byte[] FromParts(Family family, ReadOnlySpan<object?> parts)
    {
        var given = new AddressParts(parts, 2, "[cid, port]");
        return Encode(given.Integer(0, "the context id (cid) of a machine", missing: null), given.Integer(1, "a port of PF_VSOCK"));
    }
}
