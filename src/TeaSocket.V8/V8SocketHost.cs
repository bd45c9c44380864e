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
    private readonly V8ScriptEngine engine;
    private readonly SocketTable table;

    // Memory of the engine's. It stays where it is while the script refers to it.
    private readonly ITypedArray<byte> memory;
    private readonly CallWindow window;

    public V8SocketHost(V8ScriptEngine engine)
    {
        this.engine = engine;
        table = new SocketTable(() => engine.CollectGarbage(exhaustive: true));
        memory = (ITypedArray<byte>)engine.Evaluate($"new Uint8Array({CallWindow.MemoryLength})");
        window = new CallWindow((byte*)AddressOf(memory));
    }

    /// <summary>Evaluates the face; returns an object with its exports and the Buffer class.</summary>
    public ScriptObject CreateModule()
    {
        var host = (ScriptObject)Call(Face.Window, Adapter());
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

    private object Call(FaceSource source, object argument)
    {
        var info = new DocumentInfo(new Uri("tea:" + source.Name));
        var function = (ScriptObject)engine.Evaluate(info, source.Code);
        return function.Invoke(asConstructor: false, argument);
    }

    private ScriptObject Adapter()
    {
        var adapter = (ScriptObject)engine.Evaluate("({ direct: {}, through: {}, shapes: {}, results: {} })");
        var direct = (ScriptObject)adapter["direct"];
        var through = (ScriptObject)adapter["through"];
        var shapes = (ScriptObject)adapter["shapes"];
        foreach (TableFunction function in SocketTable.Functions)
        {
            if (CallWindow.Fits(function))
            {
                through[function.Name] = ThroughMemory(function);
            }
            else
            {
                direct[function.Name] = WithArguments(function);
            }

            shapes[function.Name] = function.Parameters;
        }

        adapter["memory"] = memory;
        adapter["addressOf"] = new V8FastHostFunction(
            "addressOf", 1, (bool _, in V8FastArgs args, in V8FastResult result) => result.Set((double)AddressOf(args.Get<ITypedArray<byte>>(0))));
        adapter["copied"] = 65536; // passing a typed array costs more than copying that much
        adapter["own"] = new V8FastHostFunction(
            "own", 1, (bool _, in V8FastArgs args, in V8FastResult result) => result.Set(table.Own(args.GetInt32(0))));
        var results = (ScriptObject)adapter["results"];
        results["FAILED"] = (double)SocketTable.Failed;
        results["WOULD_BLOCK"] = (double)SocketTable.WouldBlock;
        results["STALE"] = (double)SocketTable.Stale;
        return adapter;
    }

    private static nint AddressOf(ITypedArray<byte> array)
    {
        nint start = 0;
        array.InvokeWithDirectAccess(address => start = address);
        return start;
    }

    private V8FastHostFunction ThroughMemory(TableFunction function) =>
        new(function.Name, 0, (bool _, in V8FastArgs _, in V8FastResult _) => window.Call(table, function));

    private V8FastHostFunction WithArguments(TableFunction function)
    {
        string parameters = function.Parameters;
        return new V8FastHostFunction(function.Name, 0, (bool _, in V8FastArgs args, in V8FastResult result) =>
        {
            double* numbers = stackalloc double[Arguments.Count];
            string? text = null;
            int next = 0;
            int integers = 0;
            foreach (char kind in parameters)
            {
                switch (kind)
                {
                    case 'i':
                        numbers[integers++] = args.GetInt64(next++);
                        break;
                    case 's':
                        text = args.GetString(next++);
                        break;
                    default:
                        numbers[Arguments.Address] = args.GetInt64(next++);
                        numbers[Arguments.Address + 1] = args.GetInt64(next++);
                        break;
                }
            }

            Invoke(function, new Arguments(numbers, text), result);
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
