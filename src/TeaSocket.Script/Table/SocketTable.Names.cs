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
        new("getAddrInfo", [Parameter.Text("name"), Integer("family")], (_, in c) => Names.GetAddressInfo(c.Text(0), new Family((int)c.Integer(0))).Host),
        new("getNameInfo", [Parameter.Text("addr"), Integer("family")], (_, in c) =>
            Names.GetNameInfo(c.Text(0), c.Integer(0) < 0 ? null : new Family((int)c.Integer(0)))),
        new("getHostName", [], (_, in _) => Names.GetHostName()),
    ];

    /// <summary>Text, for hosts whose engine has no TextEncoder.</summary>
    private static TableFunction[] TextFunctions =>
    [
        new("encodeUtf8", [Parameter.Text("text"), Room("bytes")], (_, in c) => Encoding.UTF8.GetBytes(c.Text(0), c.Bytes)),
        new("decodeUtf8", [Bytes("bytes")], (_, in c) => Encoding.UTF8.GetString(c.Bytes)),
    ];
}
