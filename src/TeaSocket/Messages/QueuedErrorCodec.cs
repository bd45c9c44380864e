using System.Runtime.InteropServices;
using TeaSocket.Addresses;

namespace TeaSocket.Messages;

/// <summary>IP_RECVERR and IPV6_RECVERR: struct sock_extended_err and an address, see ip(7).</summary>
internal sealed class QueuedErrorCodec() : ControlCodec("error")
{
    public override bool IsIn(MessageControl message) => false;

    public override bool Decode(int level, int type, ReadOnlySpan<byte> data, ReceivedMessage into)
    {
        bool isIt = (level == Numbers.IPPROTO_IP && type == Numbers.IP_RECVERR) || (level == Numbers.IPPROTO_IPV6 && type == Numbers.IPV6_RECVERR);
        if (!isIt || data.Length < Layout.Size)
        {
            return false;
        }

        Layout error = MemoryMarshal.Read<Layout>(data);
        into.Error = new QueuedError(
            SocketException.NameOf((int)error.Error), -(int)error.Error, error.Origin, error.Type, error.Code, Offender(data[Layout.Size..]));
        return true;
    }

    public override object? ToValue(ReceivedMessage message) => message.Error is not { } error ? null
        : new OrderedDictionary<string, object?>
        {
            ["code"] = error.Code,
            ["errno"] = error.ErrorNumber,
            ["origin"] = error.Origin,
            ["icmpType"] = error.IcmpType,
            ["icmpCode"] = error.IcmpCode,
            ["offender"] = error.Offender,
        };

    /// <summary>The address behind the error. AF_UNSPEC (0): there is none.</summary>
    private static string? Offender(ReadOnlySpan<byte> sockaddr)
    {
        Family family = sockaddr.Length < AddressCodec.HeaderSize ? default : AddressCodec.FamilyOf(sockaddr);
        return family == Family.Inet || family == Family.Inet6 ? SocketAddress.Decode(sockaddr).Host : null;
    }

    /// <summary>struct sock_extended_err.</summary>
    internal struct Layout
    {
        public const int Size = 16;
        public uint Error;
        public byte Origin;
        public byte Type;
        public byte Code;
        public byte Padding;
        public uint Info;
        public uint Data;
    }
}
