using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TeaSocket.Script;
using static TeaSocket.NodeApi.NodeApi;

namespace TeaSocket.NodeApi;

/// <summary>
/// Projects the flat table into an environment of Node-API: converts arguments and results, and holds no rule of its own.
/// Each environment (the main thread, each worker) has a table of its own.
/// </summary>
internal static unsafe class Module
{
    // Copying so many bytes takes less time than asking where they are.
    private const int CopiedLength = 512;

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
        Check(AddCleanupHook(env, &CleanUp, environment.Keep(environment)));

        nint memory = NewMemory(env, out byte* start);
        var window = new CallWindow(start);
        nint direct = NewObject(env);
        nint through = NewObject(env);
        nint shapes = NewObject(env);
        foreach (TableFunction function in SocketTable.Functions)
        {
            void* binding = environment.Keep(new Binding(environment.Table, function, window));
            if (CallWindow.Fits(function))
            {
                Set(env, through, function.Name, NewFunction(env, function.Name, &CallThroughMemory, binding));
            }
            else
            {
                Set(env, direct, function.Name, NewFunction(env, function.Name, &Call, binding));
            }

            Set(env, shapes, function.Name, NewString(env, function.Parameters));
        }

        nint results = NewObject(env);
        Set(env, results, "FAILED", NewNumber(env, SocketTable.Failed));
        Set(env, results, "WOULD_BLOCK", NewNumber(env, SocketTable.WouldBlock));
        Set(env, results, "STALE", NewNumber(env, SocketTable.Stale));

        nint global;
        Check(GetGlobal(env, &global));
        nint adapter = NewObject(env);
        Set(env, adapter, "direct", direct);
        Set(env, adapter, "through", through);
        Set(env, adapter, "shapes", shapes);
        Set(env, adapter, "memory", memory);
        Set(env, adapter, "addressOf", NewFunction(env, "addressOf", &AddressOf, null));
        Set(env, adapter, "copied", NewNumber(env, CopiedLength));
        Set(env, adapter, "results", results);
        Set(env, adapter, "own", NewFunction(env, "own", &Own, environment.Keep(environment.Table)));
        Set(env, adapter, "Buffer", Get(env, global, "Buffer"));

        nint host = Evaluate(env, global, Face.Window, adapter);
        nint exports = 0;
        foreach (FaceSource source in Face.Sources)
        {
            exports = Evaluate(env, global, source, host);
        }

        return exports;
    }

    private static nint Evaluate(nint env, nint global, FaceSource source, nint argument)
    {
        nint function;
        nint result;
        Check(RunScript(env, NewString(env, source.Code), &function));
        Check(CallFunction(env, global, function, 1, &argument, &result));
        return result;
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

    /// <summary>Calls a function of the table, which is the callback's data; the arguments and the result are in the window.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nint CallThroughMemory(nint env, nint info)
    {
        try
        {
            void* data;
            Check(GetCallbackInfo(env, info, null, null, null, &data));
            Binding binding = Unsafe.As<Binding>(GCHandle.FromIntPtr((nint)data).Target!);
            binding.Window.Call(binding.Table, binding.Function);
            return 0;
        }
        catch (Exception e)
        {
            return Throw(env, e);
        }
    }

    /// <summary>Calls a function of the table, which is the callback's data.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nint Call(nint env, nint info)
    {
        try
        {
            nuint count = 8;
            nint* values = stackalloc nint[8];
            void* data;
            Check(GetCallbackInfo(env, info, &count, values, null, &data));
            Binding binding = Unsafe.As<Binding>(GCHandle.FromIntPtr((nint)data).Target!);
            TableFunction function = binding.Function;
            double* numbers = stackalloc double[Arguments.Count];
            string? text = null;
            int next = 0;
            int integers = 0;
            foreach (char kind in function.Parameters)
            {
                switch (kind)
                {
                    case 'i':
                        numbers[integers++] = ReadInteger(env, values[next++]);
                        break;
                    case 's':
                        text = ReadString(env, values[next++]);
                        break;
                    default:
                        numbers[Arguments.Address] = ReadInteger(env, values[next++]);
                        numbers[Arguments.Address + 1] = ReadInteger(env, values[next++]);
                        break;
                }
            }

            var arguments = new Arguments(numbers, text);
            return function.ReturnsText
                ? binding.Table.CallText(function, arguments) is { } answer ? NewString(env, answer) : 0
                : NewNumber(env, binding.Table.Call(function, arguments));
        }
        catch (Exception e)
        {
            return Throw(env, e);
        }
    }

    /// <summary>Tells where the first byte of a Uint8Array is.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nint AddressOf(nint env, nint info)
    {
        try
        {
            nuint count = 1;
            nint array;
            byte* start;
            Check(GetCallbackInfo(env, info, &count, &array, null, null));
            Check(GetTypedArrayInfo(env, array, null, null, &start, null, null));
            return NewNumber(env, (long)start);
        }
        catch (Exception e)
        {
            return Throw(env, e);
        }
    }

    /// <summary>Makes an owner: a value that does nothing but to close a socket or poller when it is collected.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nint Own(nint env, nint info)
    {
        try
        {
            nuint count = 1;
            nint value;
            void* data;
            Check(GetCallbackInfo(env, info, &count, &value, null, &data));
            SocketTable table = Unsafe.As<SocketTable>(GCHandle.FromIntPtr((nint)data).Target!);
            var handle = GCHandle.Alloc(table.Own(ReadInteger(env, value)));
            nint owner;
            Check(CreateExternal(env, (void*)GCHandle.ToIntPtr(handle), &Collect, null, &owner));
            return owner;
        }
        catch (Exception e)
        {
            return Throw(env, e);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Collect(nint env, void* data, void* hint)
    {
        var handle = GCHandle.FromIntPtr((nint)data);
        ((Owner)handle.Target!).Dispose();
        handle.Free();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void CleanUp(void* data) => ((ScriptEnvironment)GCHandle.FromIntPtr((nint)data).Target!).End();

    private static long ReadInteger(nint env, nint value)
    {
        long number;
        Check(GetInt64(env, value, &number));
        return number;
    }

    private static string ReadString(nint env, nint value)
    {
        nuint length;
        Check(GetString(env, value, null, 0, &length));
        string text = new('\0', (int)length);
        fixed (char* t = text)
        {
            // The string's own terminator has room for the one that is written.
            Check(GetString(env, value, t, length + 1, &length));
        }

        return text;
    }

    private static nint NewNumber(nint env, long value)
    {
        nint result;
        Check(value == (int)value ? CreateInt32(env, (int)value, &result) : CreateInt64(env, value, &result));
        return result;
    }

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
    private sealed record Binding(SocketTable Table, TableFunction Function, CallWindow Window);

    /// <summary>A string of C for the time of one call.</summary>
    private readonly ref struct Utf8Name(string text)
    {
        private readonly nint pointer = Marshal.StringToCoTaskMemUTF8(text);

        public byte* Pointer => (byte*)pointer;

        public void Dispose() => Marshal.FreeCoTaskMem(pointer);
    }
}
