using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using TeaSocket.Script;
using static TeaSocket.NodeApi.NodeApi;

namespace TeaSocket.NodeApi;

/// <summary>
/// Projects the flat table into an environment of Node-API: converts arguments and results, and holds no rule of its own.
/// Each environment (the main thread, each worker) has a table of its own.
/// </summary>
internal static unsafe class Module
{
    private const int MostPassed = TableFunction.MostTexts + TableFunction.MostRanges;

    /// <summary>The entry point that hosts look for. Returns the module's exports.</summary>
    [UnmanagedCallersOnly(EntryPoint = "napi_register_module_v1", CallConvs = [typeof(CallConvCdecl)])]
    public static nint Register(nint env, nint exports)
    {
        try
        {
            LibraryPin.Hold((delegate* unmanaged[Cdecl]<nint, nint, nint>)&Register);
            return CreateModule(env);
        }
        catch (Exception e)
        {
            return Throw(env, e);
        }
    }

    private static nint CreateModule(nint env)
    {
        var environment = new ScriptEnvironment(env);
        void* kept = environment.Keep(environment);
        Check(AddCleanupHook(env, &CleanUp, kept));

        nint memory = NewMemory(env, out byte* start);
        environment.Window = new CallWindow(start);
        nint functions = NewObject(env);
        foreach (TableFunction function in SocketTable.Functions)
        {
            void* binding = environment.Keep(new Binding(environment.Table, environment.Window, function));
            Set(env, functions, function.Name, NewFunction(env, function.Name, CallbackFor(function), binding));
        }

        nint global;
        Check(GetGlobal(env, &global));
        nint host = NewObject(env);
        Set(env, host, "functions", functions);
        Set(env, host, "memory", memory);
        Set(env, host, "reserve", NewFunction(env, "reserve", &Reserve, kept));
        Set(env, host, "Buffer", Get(env, global, "Buffer"));
        AddLoop(env, global, host, kept);
        nint exports = 0;
        foreach (FaceSource source in Face.Sources(hasBuffer: true, copies: false))
        {
            exports = Evaluate(env, global, source, host);
        }

        return exports;
    }

    private static nint Evaluate(nint env, nint global, FaceSource source, params ReadOnlySpan<nint> arguments)
    {
        nint text;
        nint function;
        nint result;
        ReadOnlySpan<byte> named = [.. source.Text.Span, .. "\n//# sourceURL="u8, .. Encoding.UTF8.GetBytes(FaceSource.Scheme + source.Name)];
        fixed (byte* t = named)
        {
            Check(CreateStringUtf8(env, t, (nuint)named.Length, &text));
        }

        Check(RunScript(env, text, &function));
        fixed (nint* passed = arguments)
        {
            Check(CallFunction(env, global, function, (nuint)arguments.Length, passed, &result));
        }

        return result;
    }

    private static void AddLoop(nint env, nint global, nint host, void* environment)
    {
        nint start = NewFunction(env, "start", &StartLoop, environment);
        nint keepAlive = NewFunction(env, "keepAlive", &KeepAlive, environment);
        _ = Evaluate(env, global, FaceSource.Read(typeof(Module).Assembly, "loop.js"), host, start, keepAlive);
    }

    /// <summary>Has the host's loop call the function that is the argument whenever there is something to go on with.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nint StartLoop(nint env, nint info)
    {
        try
        {
            void* data;
            nint turn;
            nuint count = 1;
            Check(GetCallbackInfo(env, info, &count, &turn, null, &data));
            var environment = Unsafe.As<ScriptEnvironment>(GCHandle.FromIntPtr((nint)data).Target!);
            environment.Loop = HostLoop.Begin(env, environment.Table.Waits, turn);
            return 0;
        }
        catch (Exception e)
        {
            return Throw(env, e);
        }
    }

    /// <summary>Keeps the process alive, or does not.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nint KeepAlive(nint env, nint info)
    {
        try
        {
            void* data;
            nint flag;
            nuint count = 1;
            byte isKeptAlive;
            Check(GetCallbackInfo(env, info, &count, &flag, null, &data));
            Check(GetBool(env, flag, &isKeptAlive));
            Unsafe.As<ScriptEnvironment>(GCHandle.FromIntPtr((nint)data).Target!).Loop?.KeepAlive(isKeptAlive != 0);
            return 0;
        }
        catch (Exception e)
        {
            return Throw(env, e);
        }
    }

    private static nint NewMemory(nint env, out byte* start)
    {
        nint buffer;
        void* data;
        nint array;
        Check(CreateArrayBuffer(env, CallWindow.MemoryLength, &data, &buffer));
        Check(CreateTypedArray(env, Uint8Array, CallWindow.MemoryLength, buffer, 0, &array));
        start = (byte*)data;
        return array;
    }

    // Each argument that is asked for costs, passed or not.
    private static delegate* unmanaged[Cdecl]<nint, nint, nint> CallbackFor(TableFunction function) => function.Passed switch
    {
        0 => &CallWithout,
        1 => &CallWithOne,
        _ => &CallWithSeveral,
    };

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nint CallWithout(nint env, nint info)
    {
        Binding? binding = null;
        try
        {
            return Call(env, info, 0, null, ref binding);
        }
        catch (Exception e)
        {
            return Fail(env, binding, e);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nint CallWithOne(nint env, nint info)
    {
        Binding? binding = null;
        try
        {
            nint value;
            return Call(env, info, 1, &value, ref binding);
        }
        catch (Exception e)
        {
            return Fail(env, binding, e);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nint CallWithSeveral(nint env, nint info)
    {
        Binding? binding = null;
        try
        {
            nint* values = stackalloc nint[MostPassed];
            return Call(env, info, MostPassed, values, ref binding);
        }
        catch (Exception e)
        {
            return Fail(env, binding, e);
        }
    }

    /// <summary>Calls a function of the table, which is the callback's data. Nothing is caught here, so that it can be inlined.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Call(nint env, nint info, nuint passed, nint* values, ref Binding? binding)
    {
        void* data;
        Check(GetCallbackInfo(env, info, &passed, values, null, &data));
        binding = Unsafe.As<Binding>(GCHandle.FromIntPtr((nint)data).Target!);
        var call = new NodeCall(env, values);
        binding.Function.Invoke(binding.Table, binding.Window, ref call);
        return call.Result;
    }

    private static nint Fail(nint env, Binding? binding, Exception exception) =>
        binding is not null && binding.Table.Fail(binding.Window, exception) ? 0 : Throw(env, exception);

    /// <summary>Takes an id, which is left in the window, and returns its owner: a value that does nothing but to let go when it is collected.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nint Reserve(nint env, nint info)
    {
        try
        {
            void* data;
            Check(GetCallbackInfo(env, info, null, null, null, &data));
            var environment = Unsafe.As<ScriptEnvironment>(GCHandle.FromIntPtr((nint)data).Target!);
            Owner owner = environment.Table.Reserve();
            nint result = NewExternal(env, owner);
            environment.Window.Result = owner.Id;
            return result;
        }
        catch (Exception e)
        {
            return Throw(env, e);
        }
    }

    private static nint NewExternal(nint env, Owner owner)
    {
        nint result;
        var handle = GCHandle.Alloc(owner);
        int status = CreateExternal(env, (void*)GCHandle.ToIntPtr(handle), &Collect, null, &result);
        if (status != Ok)
        {
            handle.Free(); // the host will not
        }

        Check(status);
        return result;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Collect(nint env, void* data, void* hint)
    {
        var handle = GCHandle.FromIntPtr((nint)data);
        ((Owner)handle.Target!).Dispose();
        handle.Free();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void CleanUp(void* data) => ((ScriptEnvironment)GCHandle.FromIntPtr((nint)data).Target!).Dispose();

    internal static nint NewString(nint env, string text)
    {
        nint result;
        fixed (char* t = text)
        {
            Check(CreateString(env, t, (nuint)text.Length, &result));
        }

        return result;
    }

    private static nint NewObject(nint env)
    {
        nint result;
        Check(CreateObject(env, &result));
        return result;
    }

    private static nint NewFunction(nint env, string name, delegate* unmanaged[Cdecl]<nint, nint, nint> body, void* data)
    {
        nint result;
        using var text = new Utf8Name(name);
        Check(CreateFunction(env, text.Pointer, AutoLength, body, data, &result));
        return result;
    }

    private static nint Get(nint env, nint from, string name)
    {
        nint result;
        using var text = new Utf8Name(name);
        Check(GetNamedProperty(env, from, text.Pointer, &result));
        return result;
    }

    private static void Set(nint env, nint into, string name, nint value)
    {
        using var text = new Utf8Name(name);
        Check(SetNamedProperty(env, into, text.Pointer, value));
    }

    /// <summary>No exception may leave for the host: it becomes a JavaScript error, unless one is under way already.</summary>
    private static nint Throw(nint env, Exception exception)
    {
        byte pending = 0;
        if (IsExceptionPending(env, &pending) == Ok && pending == 0)
        {
            using var text = new Utf8Name(exception.Message);
            _ = ThrowError(env, null, text.Pointer);
        }

        return 0;
    }

    /// <summary>What a callback is about.</summary>
    private sealed record Binding(SocketTable Table, CallWindow Window, TableFunction Function);

    /// <summary>The arguments of one callback as the engine tells them.</summary>
    private ref struct NodeCall(nint env, nint* values) : IHostCall
    {
        private readonly nint env = env;
        private readonly nint* values = values;

        /// <summary>What the callback returns: undefined, or a string.</summary>
        public nint Result { get; private set; }

        public readonly string Text(int argument)
        {
            nuint length;
            Check(GetString(env, values[argument], null, 0, &length));
            string text = new('\0', (int)length);
            fixed (char* t = text)
            {
                // The string's own terminator has room for the one that is written.
                Check(GetString(env, values[argument], t, length + 1, &length));
            }

            return text;
        }

        public readonly HostMemory Memory(int argument) => MemoryOf(values[argument]);

        public readonly HostMemory Memory(int argument, int element)
        {
            nint value;
            Check(GetElement(env, values[argument], (uint)element, &value));
            return MemoryOf(value);
        }

        private readonly HostMemory MemoryOf(nint value)
        {
            int type = -1;
            nuint length;
            byte* start;
            if (GetTypedArrayInfo(env, value, &type, &length, &start, null, null) == Ok)
            {
                return (uint)type < ElementSizes.Length ? new HostMemory(start, (long)length * ElementSizes[type])
                    : throw new NotSupportedException($"Arrays of this type ({type}) are not known to Node-API: pass a Uint8Array of the same memory");
            }

            Check(GetDataViewInfo(env, value, &length, &start, null, null));
            return new HostMemory(start, (long)length);
        }

        public void SetResult(string text) => Result = NewString(env, text);
    }

    /// <summary>A string of C for the time of one call.</summary>
    private readonly ref struct Utf8Name(string text)
    {
        private readonly nint pointer = Marshal.StringToCoTaskMemUTF8(text);

        public byte* Pointer => (byte*)pointer;

        public void Dispose() => Marshal.FreeCoTaskMem(pointer);
    }
}
