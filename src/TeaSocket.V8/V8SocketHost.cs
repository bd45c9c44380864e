using Microsoft.ClearScript;
using Microsoft.ClearScript.JavaScript;
using Microsoft.ClearScript.V8;
using Microsoft.ClearScript.V8.FastProxy;
using TeaSocket.Script;

namespace TeaSocket.V8;

/// <summary>
/// Projects the flat table into one engine: converts arguments and results, and holds no rule of its own.
/// </summary>
internal sealed unsafe class V8SocketHost : IDisposable
{
    private readonly V8ScriptEngine engine;
    private readonly SocketTable table;

    // Memory of the engine's. It stays where it is while the script refers to it.
    private readonly ITypedArray<byte> memory;
    private readonly CallWindow window;
    private readonly ScriptObject anything;
    private EngineLoop? loop;

    /// <summary>Makes the host of an engine.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="isInterrupted">
    /// Whether somebody may call <see cref="V8ScriptEngine.Interrupt"/>. It is to be asked for again and again while a call waits.
    /// </param>
    public V8SocketHost(V8ScriptEngine engine, bool isInterrupted = true)
    {
        this.engine = engine;
        table = new SocketTable(() => engine.CollectGarbage(exhaustive: true), isInterrupted ? ShouldEnd : null);
        anything = (ScriptObject)engine.Evaluate("(function () { for (let i = 0; i < 2; i += 1); })");
        memory = (ITypedArray<byte>)engine.Evaluate($"new Uint8Array({CallWindow.MemoryLength})");
        window = new CallWindow((byte*)AddressOf(memory));
    }

    /// <summary>The script's sockets.</summary>
    public SocketTable Table => table;

    /// <summary>Evaluates the face.</summary>
    /// <param name="loop">The host's event loop, as the face uses it for promises.</param>
    /// <returns>
    /// An object with the face's exports, the Buffer class, and <c>face</c>, with which the host's own scripts build on it: no script may get hold
    /// of that.
    /// </returns>
    public ScriptObject CreateModule(ScriptObject loop)
    {
        var host = (ScriptObject)engine.Evaluate("({ functions: {} })");
        var functions = (ScriptObject)host["functions"];
        foreach (TableFunction function in SocketTable.Functions)
        {
            functions[function.Name] = HostFunction(function);
        }

        host["memory"] = memory;
        host["loop"] = loop;
        host["reserve"] = new V8FastHostFunction("reserve", 0, (bool _, in V8FastArgs _, in V8FastResult result) =>
        {
            Owner owner = table.Reserve();
            window.Result = owner.Id;
            result.Set(owner);
        });
        object? exports = null;
        foreach (FaceSource source in Face.Sources(hasBuffer: false, copies: true))
        {
            var info = new DocumentInfo(new Uri(FaceSource.Scheme + source.Name));
            exports = ((ScriptObject)engine.Evaluate(info, source.Code)).Invoke(asConstructor: false, host);
        }

        var module = (ScriptObject)engine.Evaluate("({})");
        module["socket"] = exports;
        module["Buffer"] = host["Buffer"];
        module["face"] = host;
        return module;
    }

    /// <summary>A loop for the promises of an engine whose program has none.</summary>
    public EngineLoop BeginLoop() => loop ??= new EngineLoop(engine, table);

    /// <summary>Whether the calls that are made are attempts of what is awaited, which never wait; those of the host's own, too.</summary>
    public bool IsAttempt => window.IsAttempt;

    /// <summary>Takes what a call of the host's own has thrown, as if one of the table's had; false for what no call should throw.</summary>
    public bool Fail(Exception exception) => table.Fail(window, exception);

    /// <summary>Ends all waits and closes all that the script has open.</summary>
    public void Dispose()
    {
        table.Dispose();
        loop?.Dispose();
    }

    /// <summary>
    /// An engine that was interrupted runs nothing. It has forgotten of it then: interrupted again, it ends the script when the call returns,
    /// which no script can catch.
    /// </summary>
    private bool ShouldEnd()
    {
        try
        {
            anything.Invoke(asConstructor: false);
            return false;
        }
        catch (ScriptInterruptedException)
        {
            engine.Interrupt();
            return true;
        }
    }

    private static nint AddressOf(ITypedArray<byte> array)
    {
        nint start = 0;
        array.InvokeWithDirectAccess(address => start = address);
        return start;
    }

    private V8FastHostFunction HostFunction(TableFunction function) =>
        new(function.Name, 0, (bool _, in V8FastArgs args, in V8FastResult result) =>
        {
            var call = new V8Call(args, result);
            try
            {
                function.Invoke(table, window, ref call);
            }
            catch (Exception e) when (table.Fail(window, e))
            {
                // The face asks for it.
            }
            finally
            {
                call.Dispose();
            }
        });

    /// <summary>The arguments of one call as the engine tells them.</summary>
    private ref struct V8Call(V8FastArgs args, V8FastResult result) : IHostCall
    {
        private readonly V8FastArgs args = args;
        private readonly V8FastResult result = result;
        private IDisposable? first; // of the arrays that are passed: or the script's memory would live until they are collected here, too
        private IDisposable? second;

        public readonly string Text(int argument) => args.GetString(argument);

        public HostMemory Memory(int argument)
        {
            var array = args.Get<ITypedArray<byte>>(argument);
            (first, second) = ((IDisposable)array, first);
            return new HostMemory((byte*)AddressOf(array), (long)array.Length);
        }

        public readonly HostMemory Memory(int argument, int element) =>
            throw new NotSupportedException("The face passes no lists to a host that copies");

        public readonly void SetResult(string text) => result.Set(text);

        public readonly void Dispose()
        {
            first?.Dispose();
            second?.Dispose();
        }
    }
}
