using System.Reflection;
using System.Text;

namespace TeaSocket.Script;

/// <summary>
/// The module as JavaScript: what every host evaluates. Each source is a function expression that is called with one
/// object, the host; in order they add to it what the next ones need, and the last returns the module's exports.
/// </summary>
/// <remarks>
/// The host object comes with: <c>functions</c>, those of <see cref="SocketTable.Functions"/> by name, each of which passes what is no
/// integer to <see cref="TableFunction.Invoke"/>; <c>memory</c>, a Uint8Array that begins its own memory, for a <see cref="CallWindow"/>;
/// <c>reserve()</c>, which returns a <see cref="SocketTable.Reserve"/> and leaves its id as the window's result; and <c>Buffer</c>, unless
/// the sources are to give it one; and <c>loop</c>, the host's event loop, for promises: <c>start(turn)</c> has <c>turn</c>
/// called whenever <see cref="SocketTable.Waits"/> has something, <c>keepAlive(flag)</c> says whether something is awaited,
/// <c>setTimer(callback, milliseconds)</c> and <c>clearTimer(timer)</c> are timers that keep nothing alive, and <c>later(callback)</c> has a
/// function called in the loop's next turn, after what else is due. No script may get hold of any of them.
/// </remarks>
public static class Face
{
    private static readonly string[] buffer = ["bytes.js", "charsets.js", "numbers.js", "binary.js"];
    private static readonly string[] face =
    [
        "errors.js", "arguments.js", "addresses.js", "places.js", "arrivals.js", "batches.js", "socket.js", "options.js",
        "adoption.js", "receiving.js", "descriptor.js", "parts.js", "messages.js", "names.js", "interfaces.js", "files.js", "select.js",
        "poller.js", "stack.js", "turns.js", "records.js", "signals.js", "awaiting.js", "beginning.js", "sending.js", "promises.js", "resolving.js",
        "selecting.js", "iterating.js", "inspect.js", "services.js", "borrowing.js", "exports.js",
    ];

    /// <summary>The sources with their names, in the order in which they are to be called.</summary>
    /// <param name="hasBuffer">Whether the host has a Buffer.</param>
    /// <param name="copies">Whether passing a typed array takes the host longer than to copy 64 KiB.</param>
    public static IEnumerable<FaceSource> Sources(bool hasBuffer, bool copies) =>
        [Read("intrinsics.js"), FaceBindings.Layout, Read("window.js"), Read("fields.js"), Read("packing.js"), FaceBindings.Source(copies), .. hasBuffer ? [] : buffer.Select(Read), .. face.Select(Read)];

    private static FaceSource Read(string name) => FaceSource.Read(Assembly.GetExecutingAssembly(), name);
}

/// <summary>A piece of JavaScript.</summary>
/// <param name="Name">Its name, for stack traces.</param>
/// <param name="Text">Its text, in UTF-8.</param>
public sealed record FaceSource(string Name, ReadOnlyMemory<byte> Text)
{
    /// <summary>What stands in front of the names of the face's sources in stack traces, where the face finds its own frames by it.</summary>
    public const string Scheme = "teasocket:";

    internal FaceSource(string name, string code)
        : this(name, Encoding.UTF8.GetBytes(code))
    {
    }

    /// <summary>Its text.</summary>
    public string Code => Encoding.UTF8.GetString(Text.Span);

    /// <summary>One that is a resource of an assembly.</summary>
    public static FaceSource Read(Assembly assembly, string name)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        using Stream stream = assembly.GetManifestResourceStream(name)!;
        byte[] text = new byte[stream.Length];
        stream.ReadExactly(text);
        return new FaceSource(name, text);
    }
}
