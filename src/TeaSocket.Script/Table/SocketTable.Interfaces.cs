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
        new("changeMembership", [Integer("socket"), Integer("isAdded"), Parameter.Value("membership")], (t, in c) =>
        {
            ChangeMembership(t.Find(c.Integer(0), "setsockopt"), c.Integer(1) != 0, (object?[])c.Value!);
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

    private static void ChangeMembership(Socket socket, bool isAdded, object?[] membership)
    {
        SocketAddress? source = membership[1] is string sender ? AddressFor(socket, "source", sender) : null;
        SocketAddress group = AddressFor(socket, "group", (string)membership[0]!);
        int index = membership[2] is string text ? NetworkInterface.IndexOf(text) : (int)((double?)membership[2] ?? 0);
        Action change = (isAdded, source) switch
        {
            (true, null) => () => socket.AddMembership(group, index),
            (true, _) => () => socket.AddSourceSpecificMembership(source, group, index),
            (false, null) => () => socket.DropMembership(group, index),
            (false, _) => () => socket.DropSourceSpecificMembership(source, group, index),
        };
        change();
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
