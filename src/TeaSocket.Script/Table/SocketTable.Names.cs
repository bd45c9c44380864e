using System.Text;
using static TeaSocket.Script.Parameter;

namespace TeaSocket.Script;

// What is no call on a socket.
public sealed partial class SocketTable
{
    /// <summary>Names of hosts, protocols and this machine.</summary>
    private static TableFunction[] NameFunctions =>
    [
        new("getProtoByName", [Parameter.Text("name")], (_, in c) => Names.GetProtocolByName(c.Text(0))),
        new("getNameInfo", [Parameter.Text("addr"), Integer("family")], (_, in c) =>
            Names.GetNameInfo(c.Text(0), c.Integer(0) < 0 ? null : new Family((int)c.Integer(0)))),
        new("getAllAddrInfo", [Parameter.Text("name"), Parameter.Text("service"), Integer("family"), Integer("type")],
            [Field.Text("address"), Field.Number("family"), Field.Number("port")], (_, in c, result) =>
            {
                string? service = c.Text(1).Length == 0 ? null : c.Text(1);
                foreach (SocketAddress each in Names.GetAllAddressInfo(c.Text(0), new Family((int)c.Integer(0)), service, new SocketType((int)c.Integer(1))))
                {
                    result.Begin().Text(each.Host).Number(each.Family.Value).Number(each.Port);
                }
            }),
        new("getNameInfoOf", [Parameter.Text("addr"), Integer("family"), Integer("port")], [Field.Text("host"), Field.Text("service")], (_, in c, result) =>
        {
            Family? family = c.Integer(0) < 0 ? null : new Family((int)c.Integer(0));
            (string host, string service) = Names.GetNameInfo(c.Text(0), family, (int)c.Integer(1));
            result.Begin().Text(host).Text(service);
        }),
        new("getHostName", [], (_, in _) => Names.GetHostName()),
        new("getProtoByNumber", [Integer("number")], (_, in c) => Names.GetProtocolByNumber((int)c.Integer(0))),
        new("getServByName", [Parameter.Text("name"), Parameter.Text("proto")], (_, in c) => Names.GetServiceByName(c.Text(0), ProtocolOf(c.Text(1)))),
        new("getServByPort", [Integer("port"), Parameter.Text("proto")], (_, in c) => Names.GetServiceByPort((int)c.Integer(0), ProtocolOf(c.Text(0)))),
        new("inetPton", [Integer("family"), Parameter.Text("text")], [Field.Value("bytes")], (_, in c, result) =>
            result.Begin().Value(Names.InetPton(new Family((int)c.Integer(0)), c.Text(0)))),
        new("inetNtop", [Integer("family"), Bytes("bytes")], (_, in c) => Names.InetNtop(new Family((int)c.Integer(0)), c.Bytes)),
    ];

    /// <summary>A protocol that is left out is an empty string.</summary>
    private static string? ProtocolOf(string text) => text.Length == 0 ? null : text;

    /// <summary>Text, for hosts whose engine has no TextEncoder.</summary>
    private static TableFunction[] TextFunctions =>
    [
        new("encodeUtf8", [Parameter.Text("text"), Room("bytes")], (_, in c) => Encoding.UTF8.GetBytes(c.Text(0), c.Bytes)),
        new("decodeUtf8", [Bytes("bytes")], (_, in c) => Encoding.UTF8.GetString(c.Bytes)),
    ];
}
