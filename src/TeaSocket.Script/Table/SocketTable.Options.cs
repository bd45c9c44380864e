using static TeaSocket.Script.Parameter;

namespace TeaSocket.Script;

// Options.
public sealed partial class SocketTable
{
    private static Field[] OptionFields =>
    [
        Field.Text("name"), Field.Value("level"), Field.Value("number"), Field.Text("kind"), Field.Value("families"), Field.Value("types"),
        Field.Value("readable"), Field.Value("writable"),
    ];

    /// <summary>Options by their names, and by their numbers.</summary>
    private static TableFunction[] OptionFunctions =>
    [
        new("getOption", [Integer("socket"), Integer("name"), Integer("level")], (t, in c) =>
            t.Find(c.Integer(0), "getsockopt").GetOption((int)c.Integer(1), Level(c.Integer(2)))),
        new("getOptionBytes", [Integer("socket"), Integer("name"), Integer("level"), Room("value")], (t, in c) =>
        {
            Socket socket = t.Find(c.Integer(0), "getsockopt");
            c.Bytes.Clear(); // some options, as TCP_ZEROCOPY_RECEIVE, read there where else they are to write to
            return socket.GetOption((int)c.Integer(1), c.Bytes, Level(c.Integer(2)));
        }),
        new("setOption", [Integer("socket"), Integer("name"), Integer("value"), Integer("level")], (t, in c) =>
        {
            t.Find(c.Integer(0), "setsockopt").SetOption((int)c.Integer(1), (int)c.Integer(2), Level(c.Integer(3)));
            return 0;
        }),
        new("setOptionBytes", [Integer("socket"), Integer("name"), Integer("level"), Bytes("value")], (t, in c) =>
        {
            Socket socket = t.Find(c.Integer(0), "setsockopt");
            int? level = Level(c.Integer(2));
            if (SocketOptions.HasPointer(level ?? Constants.SOL_SOCKET, (int)c.Integer(1)))
            {
                throw WrongArgument.Kind("name", "must be that of an option whose bytes do not say where in memory the system reads or writes; a filter is set by its name, setOption(\"SO_ATTACH_FILTER\", [[code, jt, jf, k], …])");
            }

            socket.SetOption((int)c.Integer(1), c.Bytes, level);
            return 0;
        }),
        new("hasLevelInFront", [Integer("name"), Integer("value"), Integer("level")], (_, in c) =>
            SocketOptions.HasLevelInFront((int)c.Integer(0), (int)c.Integer(1), (int)c.Integer(2)) ? 1 : 0),
        new("getNamedOption", [Integer("socket"), Parameter.Text("name")], [Field.Value("value")], (t, in c, result) =>
        {
            SocketOption option = SocketOptions.Get(c.Text(0));
            result.Begin().Value(option.GetLoose(t.Find(c.Integer(0), "getsockopt")));
        }),
        new("setNamedOption", [Integer("socket"), Parameter.Text("name"), Bytes("value")], (t, in c) =>
        {
            SocketOption option = SocketOptions.Get(c.Text(0));
            option.SetLoose(t.Find(c.Integer(0), "setsockopt"), c.Value);
            return 0;
        }),
        new("options", [], OptionFields, (_, in _, result) =>
        {
            foreach (SocketOption option in SocketOptions.All)
            {
                Write(result, option);
            }
        }),
        new("presentOptions", [Integer("socket")], [.. OptionFields, Field.Value("value")], (t, in c, result) =>
        {
            foreach ((SocketOption option, object? value) in t.Find(c.Integer(0), "getsockopt").GetOptions())
            {
                Write(result, option).Value(value);
            }
        }),
    ];

    private static int? Level(long level) => level < 0 ? null : (int)level;

    private static FieldWriter Write(FieldWriter result, SocketOption option) => result.Begin()
        .Text(option.Name).Value(option.Level.Number).Value(option.Number).Text(option.Kind)
        .Value(option.Families?.Select(family => (object?)family.Value).ToArray()).Value(option.Types?.Select(type => (object?)type.Value).ToArray())
        .Value(option.Readable).Value(option.Writable);
}
