using System.Reflection;
using Microsoft.ClearScript;
using Microsoft.ClearScript.JavaScript;
using Microsoft.ClearScript.V8;
using Microsoft.ClearScript.V8.FastProxy;
using TeaSocket.Script;

namespace TeaSocket.V8;

/// <summary>
/// Projects the flat table into one engine: converts arguments and results, and holds no rule of its own.
/// </summary>
internal sealed unsafe class V8SocketHost
{
    private const int WindowLength = 65536;

    // In front of the window: an id, a length and a result, as numbers of JavaScript.
    private const int HeaderLength = 3 * sizeof(double);

    private readonly V8ScriptEngine engine;
    private readonly SocketTable table;

    // Bytes cross through this memory of the engine's. It stays where it is while the script refers to it.
    private readonly ITypedArray<byte> memory;
    private readonly double* numbers;
    private readonly byte* window;

    public V8SocketHost(V8ScriptEngine engine)
    {
        this.engine = engine;
        table = new SocketTable(() => engine.CollectGarbage(exhaustive: true));
        memory = (ITypedArray<byte>)engine.Evaluate($"new Uint8Array({HeaderLength + WindowLength})");
        nint start = 0;
        memory.InvokeWithDirectAccess(address => start = address);
        numbers = (double*)start;
        window = (byte*)start + HeaderLength;
    }

    /// <summary>Evaluates the face; returns an object with its exports and the Buffer class.</summary>
    public ScriptObject CreateModule()
    {
        var host = (ScriptObject)Call(ReadHostSource(), Natives());
        object? exports = null;
        foreach (FaceSource source in Face.BufferSources.Concat(Face.Sources))
        {
            exports = Call(source, host);
        }

        var module = (ScriptObject)engine.Evaluate("({})");
        module["socket"] = exports;
        module["Buffer"] = host["Buffer"];
        return module;
    }

    private static FaceSource ReadHostSource()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("host.js")!;
        using var reader = new StreamReader(stream);
        return new FaceSource("host.js", reader.ReadToEnd());
    }

    private object Call(FaceSource source, object argument)
    {
        var info = new DocumentInfo(new Uri("tea:" + source.Name));
        var function = (ScriptObject)engine.Evaluate(info, source.Code);
        return function.Invoke(asConstructor: false, argument);
    }

    private object Evaluate(string function, object argument) =>
        ((ScriptObject)engine.Evaluate(function)).Invoke(asConstructor: false, argument);

    private ScriptObject Natives()
    {
        var natives = (ScriptObject)engine.Evaluate("({ near: {}, far: {}, byteRanges: {} })");
        var near = (ScriptObject)natives["near"];
        var far = (ScriptObject)natives["far"];
        var byteRanges = (ScriptObject)natives["byteRanges"];
        foreach (TableFunction function in SocketTable.Functions)
        {
            near[function.Name] = function.Parameters is "ir" or "iw" ? ThroughMemory(function) : Near(function);
            if (function.Parameters.AsSpan().IndexOfAny("rwb") >= 0)
            {
                far[function.Name] = Far(function);
                byteRanges[function.Name] = function.Parameters;
            }
        }

        natives["numbers"] = Evaluate($"memory => new Float64Array(memory.buffer, 0, {HeaderLength / sizeof(double)})", memory);
        natives["window"] = Evaluate($"memory => new Uint8Array(memory.buffer, {HeaderLength})", memory);
        natives["own"] = new V8FastHostFunction(
            "own", 1, (bool _, in V8FastArgs args, in V8FastResult result) => result.Set(table.Own(args.GetInt32(0))));
        natives["FAILED"] = (double)SocketTable.Failed;
        natives["WOULD_BLOCK"] = (double)SocketTable.WouldBlock;
        return natives;
    }

    /// <summary>
    /// A function of an id and a byte range at the start of the window, whose arguments and result go through memory:
    /// sending and receiving, where each of them is felt.
    /// </summary>
    private V8FastHostFunction ThroughMemory(TableFunction function) =>
        new(function.Name, 0, (bool _, in V8FastArgs _, in V8FastResult _) =>
        {
            int length = Math.Min((int)numbers[1], WindowLength);
            numbers[2] = table.Call(function, new Arguments { First = (long)numbers[0], Bytes = new Span<byte>(window, length) });
        });

    /// <summary>A function whose byte range lies at the start of the window: its length stands for it.</summary>
    private V8FastHostFunction Near(TableFunction function)
    {
        string parameters = function.Parameters;
        return new V8FastHostFunction(function.Name, parameters.Length, (bool _, in V8FastArgs args, in V8FastResult result) =>
        {
            var arguments = default(Arguments);
            int next = 0;
            int integers = 0;
            foreach (char kind in parameters)
            {
                switch (kind)
                {
                    case 'i':
                        arguments.SetInteger(integers++, args.GetInt64(next++));
                        break;
                    case 's':
                        arguments.Text = args.GetString(next++);
                        break;
                    default:
                        arguments.Bytes = new Span<byte>(window, Math.Min(args.GetInt32(next++), WindowLength));
                        break;
                }
            }

            Invoke(function, arguments, result);
        });
    }

    /// <summary>The same for a byte range anywhere: slower by microseconds, without a limit to its length.</summary>
    private V8FastHostFunction Far(TableFunction function)
    {
        string parameters = function.Parameters;
        return new V8FastHostFunction(function.Name, parameters.Length + 2, (bool _, in V8FastArgs args, in V8FastResult result) =>
        {
            var arguments = default(Arguments);
            ITypedArray<byte>? array = null;
            long offset = 0;
            int length = 0;
            int next = 0;
            int integers = 0;
            foreach (char kind in parameters)
            {
                switch (kind)
                {
                    case 'i':
                        arguments.SetInteger(integers++, args.GetInt64(next++));
                        break;
                    case 's':
                        arguments.Text = args.GetString(next++);
                        break;
                    default:
                        array = args.Get<ITypedArray<byte>>(next);
                        offset = args.GetInt64(next + 1);
                        length = args.GetInt32(next + 2);
                        next += 3;
                        break;
                }
            }

            nint start = 0;
            array!.InvokeWithDirectAccess(address => start = address);
            arguments.Bytes = new Span<byte>((byte*)start + offset, length);
            Invoke(function, arguments, result);
        });
    }

    private void Invoke(TableFunction function, in Arguments arguments, in V8FastResult result)
    {
        if (!function.ReturnsText)
        {
            SetNumber(table.Call(function, arguments), result);
        }
        else if (table.CallText(function, arguments) is { } text)
        {
            result.Set(text);
        }
        else
        {
            result.SetUndefined();
        }
    }

    /// <summary>A number of 32 bits is the cheapest thing to pass.</summary>
    private static void SetNumber(long number, in V8FastResult result)
    {
        if (number == (int)number)
        {
            result.Set((int)number);
        }
        else
        {
            result.Set((double)number);
        }
    }
}
