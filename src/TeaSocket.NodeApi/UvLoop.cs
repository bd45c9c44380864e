using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TeaSocket.Script;
using static TeaSocket.NodeApi.NodeApi;

namespace TeaSocket.NodeApi;

/// <summary>
/// Node's own loop, libuv's, which watches the descriptor that all promises wait for: no thread has to be woken. Its functions are looked for in
/// the program; a host that lacks them lacks nothing else.
/// </summary>
internal sealed unsafe class UvLoop : HostLoop
{
    private const int UvPoll = 8; // UV_POLL of uv_handle_type
    private const int UvReadable = 1; // UV_READABLE

    // Bun has functions of these names that end the process, Deno has some of them.
    private const string AskNode = "typeof Bun === 'undefined' && typeof Deno === 'undefined' && typeof process === 'object' && process.versions.uv !== undefined";

    private readonly nint env;
    private readonly void* handle;
    private readonly nint turn;
    private readonly nint context;
    private bool isOver;

    public UvLoop(nint env, ScriptWaits waits, nint turn)
    {
        this.env = env;
        nint loop;
        nint kept;
        nint made;
        Check(GetUvEventLoop(env, &loop));
        Check(CreateReference(env, turn, 1, &kept));
        Check(AsyncInit(env, 0, Module.NewString(env, "TeaSocket"), &made));
        this.turn = kept;
        context = made;
        handle = NativeMemory.AllocZeroed(Uv.HandleSize(UvPoll));
        *(nint*)handle = GCHandle.ToIntPtr(GCHandle.Alloc(this)); // uv_handle_t begins with what belongs to the user
        int status = Uv.PollInit(loop, handle, (int)waits.Descriptor);
        if (status < 0)
        {
            Free(handle);
            throw new InvalidOperationException($"libuv cannot watch the promises' descriptor: error {status}");
        }

        _ = Uv.PollStart(handle, UvReadable, &Ready); // it fails only for a handle that is closing
        Uv.Unref(handle);
    }

    /// <summary>Whether this environment's host has a loop of libuv's that can be asked.</summary>
    public static bool IsIn(nint env)
    {
        nint answer;
        byte isNode;
        return RunScript(env, Module.NewString(env, AskNode), &answer) == Ok && GetBool(env, answer, &isNode) == Ok && isNode != 0 && Uv.IsComplete;
    }

    public override void KeepAlive(bool isKeptAlive)
    {
        if (isKeptAlive)
        {
            Uv.Ref(handle);
        }
        else
        {
            Uv.Unref(handle);
        }
    }

    public override void End()
    {
        isOver = true;
        Uv.Close(handle, &Closed);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Ready(void* handle, int status, int events)
    {
        try
        {
            var loop = Unsafe.As<UvLoop>(GCHandle.FromIntPtr(*(nint*)handle).Target!);
            if (!loop.isOver)
            {
                loop.Call();
            }
        }
        catch (NodeApiException)
        {
            // The environment is ending.
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Closed(void* handle) => Free(handle);

    private static void Free(void* handle)
    {
        GCHandle.FromIntPtr(*(nint*)handle).Free();
        NativeMemory.Free(handle);
    }

    /// <summary>
    /// Calls the function as the host calls its own: promises and ticks go on before it returns, and asynchronous hooks know of it.
    /// </summary>
    private void Call()
    {
        nint scope;
        nint function;
        nint global;
        nint result;
        Check(OpenHandleScope(env, &scope));
        Check(GetReferenceValue(env, turn, &function));
        Check(GetGlobal(env, &global));
        int status = MakeCallback(env, context, global, function, 0, null, &result);
        nint thrown;
        if (status == PendingException && GetAndClearLastException(env, &thrown) == Ok)
        {
            _ = FatalException(env, thrown);
        }

        Check(CloseHandleScope(env, scope));
    }

    /// <summary>The functions of libuv that the program has.</summary>
    private static class Uv
    {
        public static readonly delegate* unmanaged[Cdecl]<int, nuint> HandleSize = (delegate* unmanaged[Cdecl]<int, nuint>)Find("uv_handle_size");

        public static readonly delegate* unmanaged[Cdecl]<nint, void*, int, int> PollInit =
            (delegate* unmanaged[Cdecl]<nint, void*, int, int>)Find("uv_poll_init");

        public static readonly delegate* unmanaged[Cdecl]<void*, int, delegate* unmanaged[Cdecl]<void*, int, int, void>, int> PollStart =
            (delegate* unmanaged[Cdecl]<void*, int, delegate* unmanaged[Cdecl]<void*, int, int, void>, int>)Find("uv_poll_start");

        public static readonly delegate* unmanaged[Cdecl]<void*, void> Ref = (delegate* unmanaged[Cdecl]<void*, void>)Find("uv_ref");

        public static readonly delegate* unmanaged[Cdecl]<void*, void> Unref = (delegate* unmanaged[Cdecl]<void*, void>)Find("uv_unref");

        public static readonly delegate* unmanaged[Cdecl]<void*, delegate* unmanaged[Cdecl]<void*, void>, void> Close =
            (delegate* unmanaged[Cdecl]<void*, delegate* unmanaged[Cdecl]<void*, void>, void>)Find("uv_close");

        public static bool IsComplete => HandleSize != null && PollInit != null && PollStart != null && Ref != null && Unref != null && Close != null;

        private static nint Find(string name) =>
            NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), name, out nint address) ? address : 0;
    }
}
