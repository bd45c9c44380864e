using static TeaSocket.Script.Parameter;

namespace TeaSocket.Script;

// The life of a socket, and who is at its ends.
public sealed partial class SocketTable
{
    /// <summary>An id comes from Reserve; what is opened or accepted is then known by it.</summary>
    private static TableFunction[] LifeFunctions =>
    [
        new("open", [Integer("id"), Integer("family"), Integer("type"), Integer("protocol")], (t, in c) =>
        {
            Family family = new((int)c.Integer(1));
            SocketType type = new((int)c.Integer(2));
            Protocol protocol = new((int)c.Integer(3));
            return t.Open(c.Integer(0), t.budget.Open("socket", () => new Socket(family, type, protocol, t.environment)));
        }),
        new("accept", [Integer("socket"), Integer("id")], (t, in c) =>
        {
            Socket listener = t.Find(c.Integer(0), "accept");
            return t.budget.Open("accept", () => listener.Accept()) is { } accepted ? t.Open(c.Integer(1), accepted) : WouldBlock;
        }) { Waits = true },
        new("close", [Integer("id")], (t, in c) => t.Close(c.Integer(0))),
        new("detach", [Integer("socket")], (t, in c) =>
        {
            nint descriptor = t.Find(c.Integer(0), "detach").Detach();
            t.Close(c.Integer(0));
            return descriptor;
        }),
        new("descriptor", [Integer("socket")], (t, in c) => t.Find(c.Integer(0), "fd").Descriptor),
        new("setBlocking", [Integer("socket"), Integer("blocking")], (t, in c) =>
        {
            t.Find(c.Integer(0), "fcntl").Blocking = c.Integer(1) != 0;
            return 0;
        }),
    ];

    /// <summary>Connecting, binding, and who is at the ends.</summary>
    private static TableFunction[] AddressFunctions =>
    [
        new("connect", [Integer("socket"), Parameter.Text("address"), Integer("port")], (t, in c) =>
        {
            Socket socket = t.Find(c.Integer(0), "connect");
            return socket.Connect(t.AddressFor(socket, c.Text(0), c.Integer(1))) ? 1 : WouldBlock;
        }) { Waits = true },
        new("bind", [Integer("socket"), Parameter.Text("address"), Integer("port")], (t, in c) =>
        {
            Socket socket = t.Find(c.Integer(0), "bind");
            socket.Bind(t.AddressFor(socket, c.Text(0), c.Integer(1)));
            return 0;
        }),
        new("listen", [Integer("socket"), Integer("backlog")], (t, in c) =>
        {
            t.Find(c.Integer(0), "listen").Listen(c.Integer(1) < 0 ? null : (int)c.Integer(1));
            return 0;
        }),
        new("shutdown", [Integer("socket"), Integer("direction")], (t, in c) =>
        {
            t.Find(c.Integer(0), "shutdown").Shutdown((Direction)c.Integer(1));
            return 0;
        }),
        new("peerName", [Integer("socket")], AddressFields, (t, in c, result) => Write(result, t.Find(c.Integer(0), "getpeername").GetPeerName())),
        new("socketName", [Integer("socket")], AddressFields, (t, in c, result) => Write(result, t.Find(c.Integer(0), "getsockname").GetSocketName())),
    ];
}
