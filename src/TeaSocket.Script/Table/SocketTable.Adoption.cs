using TeaSocket.Platform;
using static TeaSocket.Script.Field;
using static TeaSocket.Script.Parameter;

namespace TeaSocket.Script;

// Sockets that do not come by socket(2) or accept(2).
public sealed partial class SocketTable
{
    // Passed to this process, and not asked for yet: until the script has each under an id, it belongs here.
    private readonly List<ActivatedSocket> passed = [];

    private static Field[] KindFields => [Number("family"), Number("type"), Number("proto")];

    /// <summary>What a socket is that is to be adopted is told before, so that nothing can fail afterwards.</summary>
    private static TableFunction[] AdoptionFunctions =>
    [
        new("openPair", [Integer("first"), Integer("second"), Integer("family"), Integer("type"), Integer("protocol")], (t, in c) =>
        {
            Family family = new((int)c.Integer(2));
            SocketType type = new((int)c.Integer(3));
            Protocol protocol = new((int)c.Integer(4));
            (Socket first, Socket second) = t.budget.Open("socketpair", () => Socket.Pair(family, type, protocol, t.environment));
            try
            {
                t.Open(c.Integer(0), first);
            }
            catch (SocketException)
            {
                second.Dispose();
                throw;
            }

            return t.Open(c.Integer(1), second);
        }),
        new("duplicate", [Integer("socket"), Integer("id")], (t, in c) =>
        {
            Socket socket = t.Find(c.Integer(0), "fcntl");
            return t.Open(c.Integer(1), t.budget.Open("fcntl", socket.Duplicate));
        }),
        new("describe", [Integer("descriptor")], KindFields, (t, in c, result) =>
        {
            SocketDescription description = Socket.Describe((nint)c.Integer(0), t.environment);
            result.Begin().Number(description.Family).Number(description.Type).Number(description.Protocol);
        }),
        new("adopt", [Integer("descriptor"), Integer("id")], (t, in c) =>
            t.Open(c.Integer(1), Socket.FromDescriptor((nint)c.Integer(0), t.environment))),
        new("adoptDuplicate", [Integer("descriptor"), Integer("id")], (t, in c) =>
        {
            nint descriptor = (nint)c.Integer(0);
            return t.Open(c.Integer(1), t.budget.Open("fcntl", () => Socket.FromDuplicate(descriptor, t.environment)));
        }),
        new("passed", [], [Field.Text("name"), .. KindFields], (t, in _, result) => t.WritePassed(result)),
        new("takePassed", [Integer("id")], (t, in c) =>
        {
            long result = t.Open(c.Integer(0), t.passed[0].Socket);
            t.passed.RemoveAt(0);
            return result;
        }),
    ];

    private void WritePassed(FieldWriter result)
    {
        if (passed.Count == 0)
        {
            passed.AddRange(Socket.Activated(environment));
        }

        foreach ((Socket socket, string name) in passed)
        {
            result.Begin().Text(name).Number(socket.Family.Value).Number(socket.Type.Value).Number(socket.Protocol.Value);
        }
    }
}
