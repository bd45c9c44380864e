using System.Reflection;

namespace TeaSocket.Script;

/// <summary>
/// The module as JavaScript: what every host evaluates. Each source is a function expression that is called with one
/// object, the host; in order they add to it what the next ones need, and the last returns the module's exports.
/// </summary>
/// <remarks>
/// The host object is made by <see cref="Window"/> from an object with: <c>through</c>, those of <see cref="SocketTable.Functions"/>
/// that <see cref="CallWindow.Fits"/>, by name, without arguments; <c>direct</c>, the others; <c>shapes</c>, the parameters of all;
/// <c>memory</c>, a Uint8Array for a <see cref="CallWindow"/>; <c>addressOf(array)</c>, where a Uint8Array's first byte is; <c>copied</c>, up
/// to which length copying bytes is cheaper than asking for an address; <c>own(id)</c>, an opaque handle whose collection closes the
/// socket; <c>results</c>, with <c>FAILED</c>, <c>WOULD_BLOCK</c> and <c>STALE</c>; and <c>Buffer</c>, unless <see cref="BufferSources"/> give it one.
/// </remarks>
public static class Face
{
    private static readonly string[] bufferNames = ["bytes.js", "charsets.js", "numbers.js", "binary.js"];
    private static readonly string[] names = ["errors.js", "arguments.js", "receive.js", "batches.js", "socket.js", "select.js", "poller.js", "exports.js"];

    /// <summary>What makes the host object: to be called first, with what the host offers.</summary>
    public static FaceSource Window => Read("window.js");

    /// <summary>
    /// What gives the host object its <c>Buffer</c> where the engine has none: to be called before
    /// <see cref="Sources"/>, in the same way, with the host object.
    /// </summary>
    public static IEnumerable<FaceSource> BufferSources => bufferNames.Select(Read);

    /// <summary>The sources with their names, in the order in which they are to be called.</summary>
    public static IEnumerable<FaceSource> Sources => names.Select(Read);

    private static FaceSource Read(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return new FaceSource(name, reader.ReadToEnd());
    }
}

/// <summary>A piece of JavaScript.</summary>
/// <param name="Name">Its name, for stack traces.</param>
/// <param name="Code">Its text.</param>
public sealed record FaceSource(string Name, string Code);
