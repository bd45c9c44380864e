using static TeaSocket.Script.Parameter;

namespace TeaSocket.Script;

// Network interfaces, and the groups that sockets receive for on them.
public sealed partial class SocketTable
{
    /// <summary>A membership is a list: the group, the source or null, and the interface by its number, its name or an address, or null.</summary>
    private static TableFunction[] InterfaceFunctions =>
    [
        new("getInterfaces", [],
            [
                Field.Text("name"), Field.Number("index"), Field.Value("addresses"), Field.Value("hardwareAddress"), Field.Number("mtu"),
                Field.Value("up"), Field.Value("loopback"), Field.Value("multicast"),
            ],
            (_, in _, result) =>
            {
                foreach (NetworkInterface each in NetworkInterface.GetAll())
                {
                    result.Begin().Text(each.Name).Number(each.Index).Value(each.Addresses.Select(Described).ToArray()).Value(each.HardwareAddress)
                        .Number(each.Mtu).Value(each.IsUp).Value(each.IsLoopback).Value(each.HasMulticast);
                }
            }),
        new("addMembership", [Integer("socket"), Parameter.Value("membership")], (t, in c) =>
        {
            Socket socket = t.Find(c.Integer(0), "setsockopt");
            (SocketAddress group, SocketAddress? source, int index) = Membership(socket, c.Value);
            if (source is null)
            {
                socket.AddMembership(group, index);
            }
            else
            {
                socket.AddSourceSpecificMembership(source, group, index);
            }

            return 0;
        }),
        new("dropMembership", [Integer("socket"), Parameter.Value("membership")], (t, in c) =>
        {
            Socket socket = t.Find(c.Integer(0), "setsockopt");
            (SocketAddress group, SocketAddress? source, int index) = Membership(socket, c.Value);
            if (source is null)
            {
                socket.DropMembership(group, index);
            }
            else
            {
                socket.DropSourceSpecificMembership(source, group, index);
            }

            return 0;
        }),
    ];

    private static OrderedDictionary<string, object?> Described(InterfaceAddress address) => new()
    {
        ["address"] = address.Address.Host,
        ["family"] = address.Address.Family.Value,
        ["netmask"] = address.Netmask,
        ["broadcast"] = address.Broadcast,
    };

    private static (SocketAddress Group, SocketAddress? Source, int Index) Membership(Socket socket, object? value)
    {
        var parts = (object?[])value!;
        SocketAddress? source = parts[1] is string sender ? AddressFor(socket, "source", sender) : null;
        SocketAddress group = AddressFor(socket, "group", (string)parts[0]!);
        return (group, source, parts[2] is string text ? NetworkInterface.IndexOf(text) : (int)((double?)parts[2] ?? 0));
    }

    /// <summary>Reads an address; an exception about it names the parameter that it came from.</summary>
    private static SocketAddress AddressFor(Socket socket, string parameter, string text)
    {
        if (socket.Family != Family.Inet && socket.Family != Family.Inet6)
        {
            throw new SocketException("setsockopt", Constants.EOPNOTSUPP);
        }

        try
        {
            return SocketAddress.Parse(socket.Family, text);
        }
        catch (NotAnAddressException e)
        {
            throw WrongArgument.Address(parameter, WrongArgument.RequirementOf(e));
        }
        catch (ArgumentException e)
        {
            throw WrongArgument.Kind(parameter, WrongArgument.RequirementOf(e));
        }
    }
}
