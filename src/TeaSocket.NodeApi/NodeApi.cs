using System.Runtime.InteropServices;

namespace TeaSocket.NodeApi;

/// <summary>
/// The functions of Node-API (node_api.h) that the projection needs, found in the program that has loaded this library,
/// whatever its file is called.
/// </summary>
internal static unsafe class NodeApi
{
    /// <summary>napi_ok.</summary>
    public const int Ok = 0;

    /// <summary>napi_pending_exception.</summary>
    public const int PendingException = 10;

    /// <summary>napi_tsfn_abort.</summary>
    public const int Abort = 1;

    /// <summary>napi_uint8_array.</summary>
    public const int Uint8Array = 1;

    /// <summary>How many bytes an element has, by napi_typedarray_type: Int8, Uint8, Uint8Clamped, Int16 and so on to Float16.</summary>
    public static ReadOnlySpan<byte> ElementSizes => [1, 1, 1, 2, 2, 4, 4, 4, 8, 8, 8, 2];

    /// <summary>NAPI_AUTO_LENGTH.</summary>
    public static readonly nuint AutoLength = nuint.MaxValue;

    public static readonly delegate* unmanaged[Cdecl]<nint, byte*, nuint, delegate* unmanaged[Cdecl]<nint, nint, nint>, void*, nint*, int>
        CreateFunction = (delegate* unmanaged[Cdecl]<nint, byte*, nuint, delegate* unmanaged[Cdecl]<nint, nint, nint>, void*, nint*, int>)Find("napi_create_function");

    public static readonly delegate* unmanaged[Cdecl]<nint, nint, nuint*, nint*, nint*, void**, int>
        GetCallbackInfo = (delegate* unmanaged[Cdecl]<nint, nint, nuint*, nint*, nint*, void**, int>)Find("napi_get_cb_info");

    public static readonly delegate* unmanaged[Cdecl]<nint, nint, char*, nuint, nuint*, int>
        GetString = (delegate* unmanaged[Cdecl]<nint, nint, char*, nuint, nuint*, int>)Find("napi_get_value_string_utf16");

    public static readonly delegate* unmanaged[Cdecl]<nint, nint, int*, nuint*, byte**, nint*, nuint*, int>
        GetTypedArrayInfo = (delegate* unmanaged[Cdecl]<nint, nint, int*, nuint*, byte**, nint*, nuint*, int>)Find("napi_get_typedarray_info");

    public static readonly delegate* unmanaged[Cdecl]<nint, nint, nuint*, byte**, nint*, nuint*, int>
        GetDataViewInfo = (delegate* unmanaged[Cdecl]<nint, nint, nuint*, byte**, nint*, nuint*, int>)Find("napi_get_dataview_info");

    public static readonly delegate* unmanaged[Cdecl]<nint, nuint, void**, nint*, int>
        CreateArrayBuffer = (delegate* unmanaged[Cdecl]<nint, nuint, void**, nint*, int>)Find("napi_create_arraybuffer");

    public static readonly delegate* unmanaged[Cdecl]<nint, int, nuint, nint, nuint, nint*, int>
        CreateTypedArray = (delegate* unmanaged[Cdecl]<nint, int, nuint, nint, nuint, nint*, int>)Find("napi_create_typedarray");

    public static readonly delegate* unmanaged[Cdecl]<nint, char*, nuint, nint*, int>
        CreateString = (delegate* unmanaged[Cdecl]<nint, char*, nuint, nint*, int>)Find("napi_create_string_utf16");

    public static readonly delegate* unmanaged[Cdecl]<nint, byte*, nuint, nint*, int>
        CreateStringUtf8 = (delegate* unmanaged[Cdecl]<nint, byte*, nuint, nint*, int>)Find("napi_create_string_utf8");

    public static readonly delegate* unmanaged[Cdecl]<nint, nint*, int>
        CreateObject = (delegate* unmanaged[Cdecl]<nint, nint*, int>)Find("napi_create_object");

    public static readonly delegate* unmanaged[Cdecl]<nint, void*, delegate* unmanaged[Cdecl]<nint, void*, void*, void>, void*, nint*, int>
        CreateExternal = (delegate* unmanaged[Cdecl]<nint, void*, delegate* unmanaged[Cdecl]<nint, void*, void*, void>, void*, nint*, int>)Find("napi_create_external");

    public static readonly delegate* unmanaged[Cdecl]<nint, nint*, int>
        GetGlobal = (delegate* unmanaged[Cdecl]<nint, nint*, int>)Find("napi_get_global");

    public static readonly delegate* unmanaged[Cdecl]<nint, nint, byte*, nint*, int>
        GetNamedProperty = (delegate* unmanaged[Cdecl]<nint, nint, byte*, nint*, int>)Find("napi_get_named_property");

    public static readonly delegate* unmanaged[Cdecl]<nint, nint, uint, nint*, int>
        GetElement = (delegate* unmanaged[Cdecl]<nint, nint, uint, nint*, int>)Find("napi_get_element");

    public static readonly delegate* unmanaged[Cdecl]<nint, nint, byte*, nint, int>
        SetNamedProperty = (delegate* unmanaged[Cdecl]<nint, nint, byte*, nint, int>)Find("napi_set_named_property");

    public static readonly delegate* unmanaged[Cdecl]<nint, nint, nint*, int>
        RunScript = (delegate* unmanaged[Cdecl]<nint, nint, nint*, int>)Find("napi_run_script");

    public static readonly delegate* unmanaged[Cdecl]<nint, nint, nint, nuint, nint*, nint*, int>
        CallFunction = (delegate* unmanaged[Cdecl]<nint, nint, nint, nuint, nint*, nint*, int>)Find("napi_call_function");

    public static readonly delegate* unmanaged[Cdecl]<nint, byte*, byte*, int>
        ThrowError = (delegate* unmanaged[Cdecl]<nint, byte*, byte*, int>)Find("napi_throw_error");

    public static readonly delegate* unmanaged[Cdecl]<nint, byte*, int>
        IsExceptionPending = (delegate* unmanaged[Cdecl]<nint, byte*, int>)Find("napi_is_exception_pending");

    public static readonly delegate* unmanaged[Cdecl]<nint, delegate* unmanaged[Cdecl]<void*, void>, void*, int>
        AddCleanupHook = (delegate* unmanaged[Cdecl]<nint, delegate* unmanaged[Cdecl]<void*, void>, void*, int>)Find("napi_add_env_cleanup_hook");

    public static readonly delegate* unmanaged[Cdecl]<nint, long, long*, int>
        AdjustExternalMemory = (delegate* unmanaged[Cdecl]<nint, long, long*, int>)Find("napi_adjust_external_memory");

    public static readonly delegate* unmanaged[Cdecl]<nint, nint, byte*, int>
        GetBool = (delegate* unmanaged[Cdecl]<nint, nint, byte*, int>)Find("napi_get_value_bool");

    public static readonly delegate* unmanaged[Cdecl]<nint, nint, uint, nint*, int>
        CreateReference = (delegate* unmanaged[Cdecl]<nint, nint, uint, nint*, int>)Find("napi_create_reference");

    public static readonly delegate* unmanaged[Cdecl]<nint, nint, nint*, int>
        GetReferenceValue = (delegate* unmanaged[Cdecl]<nint, nint, nint*, int>)Find("napi_get_reference_value");

    public static readonly delegate* unmanaged[Cdecl]<nint, nint*, int>
        OpenHandleScope = (delegate* unmanaged[Cdecl]<nint, nint*, int>)Find("napi_open_handle_scope");

    public static readonly delegate* unmanaged[Cdecl]<nint, nint, int>
        CloseHandleScope = (delegate* unmanaged[Cdecl]<nint, nint, int>)Find("napi_close_handle_scope");

    public static readonly delegate* unmanaged[Cdecl]<nint, nint, nint, nint*, int>
        AsyncInit = (delegate* unmanaged[Cdecl]<nint, nint, nint, nint*, int>)FindOptional("napi_async_init");

    public static readonly delegate* unmanaged[Cdecl]<nint, nint, nint, nint, nuint, nint*, nint*, int>
        MakeCallback = (delegate* unmanaged[Cdecl]<nint, nint, nint, nint, nuint, nint*, nint*, int>)FindOptional("napi_make_callback");

    public static readonly delegate* unmanaged[Cdecl]<nint, nint*, int>
        GetUvEventLoop = (delegate* unmanaged[Cdecl]<nint, nint*, int>)FindOptional("napi_get_uv_event_loop");

    public static readonly delegate* unmanaged[Cdecl]<nint, nint*, int>
        GetAndClearLastException = (delegate* unmanaged[Cdecl]<nint, nint*, int>)Find("napi_get_and_clear_last_exception");

    public static readonly delegate* unmanaged[Cdecl]<nint, nint, int>
        FatalException = (delegate* unmanaged[Cdecl]<nint, nint, int>)FindOptional("napi_fatal_exception");

    public static readonly delegate* unmanaged[Cdecl]<nint, nint, nint, nint, nuint, nuint, void*, void*, void*, void*, nint*, int>
        CreateThreadSafeFunction = (delegate* unmanaged[Cdecl]<nint, nint, nint, nint, nuint, nuint, void*, void*, void*, void*, nint*, int>)Find("napi_create_threadsafe_function");

    public static readonly delegate* unmanaged[Cdecl]<nint, void*, int, int>
        CallThreadSafeFunction = (delegate* unmanaged[Cdecl]<nint, void*, int, int>)Find("napi_call_threadsafe_function");

    public static readonly delegate* unmanaged[Cdecl]<nint, int, int>
        ReleaseThreadSafeFunction = (delegate* unmanaged[Cdecl]<nint, int, int>)Find("napi_release_threadsafe_function");

    public static readonly delegate* unmanaged[Cdecl]<nint, nint, int>
        RefThreadSafeFunction = (delegate* unmanaged[Cdecl]<nint, nint, int>)Find("napi_ref_threadsafe_function");

    public static readonly delegate* unmanaged[Cdecl]<nint, nint, int>
        UnrefThreadSafeFunction = (delegate* unmanaged[Cdecl]<nint, nint, int>)Find("napi_unref_threadsafe_function");

    /// <summary>The one place that turns a status into an error.</summary>
    /// <exception cref="NodeApiException">The status is not napi_ok.</exception>
    public static void Check(int status)
    {
        if (status != Ok)
        {
            throw new NodeApiException(status);
        }
    }

    /// <summary>What only <see cref="UvLoop"/> needs, in the hosts that have it.</summary>
    private static nint FindOptional(string name) =>
        NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), name, out nint address) ? address : 0;

    private static nint Find(string name) => NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), name);
}

/// <summary>A function of Node-API failed; often because a JavaScript exception is under way, which then goes on.</summary>
internal sealed class NodeApiException(int status) : Exception($"Node-API status {status}")
{
}
