using static TeaSocket.Script.Parameter;

namespace TeaSocket.Script;

// Addresses on their way: a text and a port as they are; what has more parts, or others, is laid down first.
public sealed partial class SocketTable
{
    /// <summary>The port that stands for the address that was laid down last.</summary>
    public const long Prepared = -1;

    private SocketAddress? prepared;

    /// <summary>An address as scripts have it: an array.</summary>
    private static Field[] AddressFields => [Field.Value("parts")];

    /// <summary>Between the first of them and the call that it is for, nothing of the script's runs.</summary>
    private static TableFunction[] AddressPartFunctions =>
    [
        new("prepareAddress", [Integer("family"), Value("address")], (t, in c) =>
        {
            t.prepared = SocketAddress.FromParts(new Family((int)c.Integer(0)), c.Value as object?[]);
            return 0;
        }),
        new("encodeAddress", [Integer("family"), Parameter.Text("address"), Integer("port"), Room("encoded")], (t, in c) =>
        {
            ReadOnlySpan<byte> address = t.AddressFor(new Family((int)c.Integer(0)), c.Text(0), c.Integer(1)).Encoded;
            address.CopyTo(c.Bytes);
            return address.Length;
        }),
        new("decodeAddress", [Bytes("encoded")], AddressFields, (_, in c, result) => Write(result, SocketAddress.Decode(c.Bytes))),
    ];

    private SocketAddress AddressFor(Socket socket, string address, long port) => AddressFor(socket.Family, address, port);

    private SocketAddress AddressFor(Family family, string address, long port) =>
        port == Prepared && prepared is not null ? prepared : SocketAddress.Parse(family, address, (int)port);
}
