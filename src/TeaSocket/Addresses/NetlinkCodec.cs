using System.Buffers.Binary;

namespace TeaSocket.Addresses;

/// <summary>Linux's kernel and who talks to it: struct sockaddr_nl, see netlink(7). Its parts are [pid, groups].</summary>
internal sealed class NetlinkCodec : AddressCodec
{
    internal const int Size = 12;
    internal const int PidOffset = 4;
    internal const int GroupsOffset = 8;

    public override int LeastSize => Size;

    public static byte[] Encode(uint pid, uint groups)
    {
        byte[] sockaddr = NewSockaddr(Constants.AF_NETLINK, Size);
        BinaryPrimitives.WriteUInt32LittleEndian(sockaddr.AsSpan(PidOffset), pid);
        BinaryPrimitives.WriteUInt32LittleEndian(sockaddr.AsSpan(GroupsOffset), groups);
        return sockaddr;
    }

    public static uint PidOf(ReadOnlySpan<byte> sockaddr) => BinaryPrimitives.ReadUInt32LittleEndian(sockaddr[PidOffset..]);

    public static uint GroupsOf(ReadOnlySpan<byte> sockaddr) => BinaryPrimitives.ReadUInt32LittleEndian(sockaddr[GroupsOffset..]);

    public override byte[] Parse(string address, int port) => FromParts(Family.Netlink, [address, (double)port]);

    public override string Format(ReadOnlySpan<byte> sockaddr) => $"{PidOf(sockaddr)}";

    public override long? NumberOf(ReadOnlySpan<byte> sockaddr) => GroupsOf(sockaddr);

    public override bool IsText(ReadOnlySpan<byte> sockaddr) => false;

    public override object[] ToParts(ReadOnlySpan<byte> sockaddr) => [(double)PidOf(sockaddr), (double)GroupsOf(sockaddr)];

    public override byte[] FromParts(Family family, ReadOnlySpan<object?> parts)
    {
        var given = new AddressParts(parts, 2, "[pid, groups]");
        return Encode(
            given.Integer(0, "the pid of a netlink address (0 for the kernel)", missing: null),
            given.Integer(1, "the groups of a netlink address, a set of bits"));
    }
}
