using static TeaSocket.Script.Field;
using static TeaSocket.Script.Parameter;

namespace TeaSocket.Script;

// The flat table. Each function finds its socket and calls the core; no rule about sockets stands here.
public sealed partial class SocketTable
{
    private static readonly Field[] failureFields =
    [
        Field.Text("kind"), Field.Text("message"), Field.Text("argument"), Field.Text("code"), Number("errno"), Field.Text("syscall"),
        Field.Text("address"), Number("port"), Field.Text("hostname"), Number("bytesSent"), Number("messagesSent"), Field.Text("path"),
    ];

    /// <summary>The functions that the face calls, in no particular order.</summary>
    public static IReadOnlyList<TableFunction> Functions { get; } =
    [
        new("constants", [], [Field.Text("name"), Number("value")], WriteConstants),
        new("failure", [], failureFields, (t, in _, result) => t.WriteFailure(result)),
        new("moreFields", [Integer("offset"), Room("room")], (t, in c) => t.MoreFields((int)c.Integer(0), c.Bytes)),
        .. LifeFunctions, .. AdoptionFunctions, .. AddressFunctions, .. AddressPartFunctions, .. TransferFunctions,
        .. FileFunctions, .. BatchFunctions, .. MessageFunctions, .. OptionFunctions, .. WaitingFunctions, .. PromiseFunctions, .. NameFunctions,
        .. InterfaceFunctions, .. ServiceFunctions, .. TextFunctions,
    ];
}
