using System.Runtime.InteropServices;

namespace Tea;

/// <summary>What the runner needs of ClearScript's native library, beside ClearScript.</summary>
internal static unsafe class V8Library
{
    private static readonly nint library;
    private static readonly delegate* unmanaged[Cdecl]<nint> currentIsolate;
    private static readonly delegate* unmanaged[Cdecl]<nint, void> performCheckpoint;

    static V8Library()
    {
        string ending = OperatingSystem.IsWindows() ? ".dll" : OperatingSystem.IsMacOS() ? ".dylib" : ".so";
        library = NativeLibrary.Load(Path.Combine(AppContext.BaseDirectory, $"ClearScriptV8.{RuntimeInformation.RuntimeIdentifier}{ending}"));

        // V8's own functions, by the names that the compiler gave them. Windows' library has none.
        if (NativeLibrary.TryGetExport(library, "_ZN2v87Isolate10GetCurrentEv", out nint current)
            && NativeLibrary.TryGetExport(library, "_ZN2v815MicrotasksScope17PerformCheckpointEPNS_7IsolateE", out nint checkpoint))
        {
            currentIsolate = (delegate* unmanaged[Cdecl]<nint>)current;
            performCheckpoint = (delegate* unmanaged[Cdecl]<nint, void>)checkpoint;
        }
    }

    /// <summary>Whether ClearScript leaves ICU to the runner: true in the published program, see PublishedIcu.xml.</summary>
    private static bool LacksIcu => false;

    /// <summary>
    /// Gives V8 the data of ICU, for Intl and the like. Making an engine does not need them yet, and may go on at the same time.
    /// </summary>
    public static void InitializeIcu()
    {
        if (!LacksIcu)
        {
            return;
        }

        Type inside = Type.GetType("Microsoft.ClearScript.V8.ICUData.V8ICUData, ClearScript.V8.ICUData", throwOnError: true)!;
        using Stream data = inside.Assembly.GetManifestResourceStream("Microsoft.ClearScript.V8.ICUData.icudtl.dat")!;
        var initialize = (delegate* unmanaged<byte*, uint, void>)NativeLibrary.GetExport(library, "V8Environment_InitializeICU");
        initialize(((UnmanagedMemoryStream)data).PositionPointer, (uint)data.Length);
    }

    /// <summary>
    /// Runs the jobs of promises while a script is running. V8 does so by itself only when the outermost call has returned, and
    /// ClearScript offers nothing else. Inside such a job, and on Windows, it does nothing.
    /// </summary>
    public static void RunMicrotasks()
    {
        if (performCheckpoint != null)
        {
            performCheckpoint(currentIsolate());
        }
    }
}
