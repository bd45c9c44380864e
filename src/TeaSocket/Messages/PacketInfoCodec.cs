using System.Globalization;
using System.Runtime.InteropServices;
using TeaSocket.Platform;

namespace TeaSocket.Messages;

/// <summary>IP_PKTINFO and IPV6_PKTINFO: struct in_pktinfo of ip(7), struct in6_pktinfo of RFC 3542.</summary>
internal sealed class PacketInfoCodec() : ControlCodec("packetInfo")
{
    // struct in_pktinfo: the interface's index, this machine's address, the packet's destination
    internal const int Size = 12;
    internal const int OwnOffset = 4;
    internal const int DestinationOffset = 8;

    // struct in6_pktinfo: the address, the interface's index
    internal const int Size6 = 20;
    internal const int IndexOffset6 = 16;

    private const byte Multicast6 = 0xFF; // the first byte of a group's address

    private static SystemCalls Calls => SystemCalls.Current;

    private static SystemConstants Constants => SystemCalls.Current.Constants;

    public override bool IsIn(MessageControl message) => message.PacketInfo is not null;

    public override void Encode(OutgoingMessage message, Family family, List<byte> encoded)
    {
        PacketInfo info = message.PacketInfo!;
        bool is6 = family == Family.Inet6;
        int type = is6 ? Numbers.IPV6_PKTINFO : Numbers.IP_PKTINFO;
        if (!is6 && family != Family.Inet)
        {
            throw WrongArgument.Kind(Argument, $"must be left out: the socket is of the family {family}");
        }

        if (type < 0)
        {
            throw new SocketException("sendmsg", Constants.EOPNOTSUPP);
        }

        Span<byte> data = stackalloc byte[is6 ? Size6 : Size];
        data.Clear();
        MemoryMarshal.Write(data[(is6 ? IndexOffset6 : 0)..], IndexOf(info.Interface));
        if (info.Address is { } address && !IsAddress(family, address, data[(is6 ? 0 : OwnOffset)..]))
        {
            throw WrongArgument.Kind(Argument + ".address", $"must be an {(is6 ? "IPv6" : "IPv4")} address. Received '{address}'");
        }

        ControlData.Append(encoded, is6 ? Numbers.IPPROTO_IPV6 : Numbers.IPPROTO_IP, type, data);
    }

    public override bool Decode(int level, int type, ReadOnlySpan<byte> data, ReceivedMessage into)
    {
        if (level == Numbers.IPPROTO_IP && type == Numbers.IP_PKTINFO && data.Length >= Size)
        {
            into.PacketInfo = new PacketInfo(
                Calls.InterfaceText(MemoryMarshal.Read<uint>(data)),
                Calls.FormatAddress(Constants.AF_INET, data[OwnOffset..]),
                Calls.FormatAddress(Constants.AF_INET, data[DestinationOffset..]));
            return true;
        }

        if (level == Numbers.IPPROTO_IPV6 && type == Numbers.IPV6_PKTINFO && data.Length >= Size6)
        {
            string destination = Calls.FormatAddress(Constants.AF_INET6, data);
            string name = Calls.InterfaceText(MemoryMarshal.Read<uint>(data[IndexOffset6..]));
            into.PacketInfo = new PacketInfo(name, data[0] == Multicast6 ? null : destination, destination); // nobody sends from a group
            return true;
        }

        return false;
    }

    public override object? ToValue(ReceivedMessage message) => message.PacketInfo is not { } info ? null
        : new OrderedDictionary<string, object?>
        {
            ["interface"] = info.Interface,
            ["address"] = info.Address,
            ["destination"] = info.Destination,
        };

    public override void FromValue(object value, OutgoingMessage into)
    {
        OrderedDictionary<string, object?> properties = Properties(Argument, value, "interface", "address", "destination");
        object? name = properties.GetValueOrDefault("interface");
        into.PacketInfo = new PacketInfo(
            name is double ? Integer(Argument + ".interface", name, 0, int.MaxValue).ToString(CultureInfo.InvariantCulture) : Text("interface", name) ?? "",
            Text("address", properties.GetValueOrDefault("address")),
            Text("destination", properties.GetValueOrDefault("destination")));
        _ = IndexOf(into.PacketInfo.Interface);
    }

    private string? Text(string name, object? value) => value is null or string ? (string?)value
        : throw WrongArgument.Kind($"{Argument}.{name}", $"must be of type string. Received {ScriptValue.Show(value)}");

    private uint IndexOf(string name)
    {
        uint index = NetworkInterface.TryParseIndex(name, out uint number) ? number : Calls.FindInterface(name);
        return index != 0 || name is "" or "0" ? index
            : throw WrongArgument.Kind(Argument + ".interface", $"names '{name}', but there is no such interface");
    }

    private static bool IsAddress(Family family, string text, Span<byte> address) =>
        Calls.TryParseAddress(family.Value, text.Split('%')[0], address);
}
