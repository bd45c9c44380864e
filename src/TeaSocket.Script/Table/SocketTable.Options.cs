using static TeaSocket.Script.Parameter;

namespace TeaSocket.Script;

// Options.
public sealed partial class SocketTable
{
    /// <summary>Options by their numbers.</summary>
    private static TableFunction[] OptionFunctions =>
    [
        new("getOption", [Integer("socket"), Integer("name")], (t, in c) => t.Find(c.Integer(0), "getsockopt").GetOption((int)c.Integer(1))),
        new("getOptionBytes", [Integer("socket"), Integer("name"), Room("value")], (t, in c) =>
            t.Find(c.Integer(0), "getsockopt").GetOption((int)c.Integer(1), c.Bytes)),
        new("setOption", [Integer("socket"), Integer("name"), Integer("value")], (t, in c) =>
        {
            t.Find(c.Integer(0), "setsockopt").SetOption((int)c.Integer(1), (int)c.Integer(2));
            return 0;
        }),
        new("setOptionAt", [Integer("socket"), Integer("level"), Integer("name"), Integer("value")], (t, in c) => { t.Find(c.Integer(0), "setsockopt").SetOption((int)c.Integer(1), (int)c.Integer(2), (int)c.Integer(3)); return 0; }), // SHIM
        new("setOptionBytes", [Integer("socket"), Integer("name"), Bytes("value")], (t, in c) =>
        {
            t.Find(c.Integer(0), "setsockopt").SetOption((int)c.Integer(1), c.Bytes);
            return 0;
        }),
    ];
}
