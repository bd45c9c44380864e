using System.Runtime.InteropServices;

namespace Tea;

/// <summary>
/// Runs the jobs of promises while a script is running. V8 does so by itself only when the outermost call has returned, and
/// ClearScript offers nothing else; but its library exports V8's own functions, save on Windows, by the names that the compiler gave them.
/// </summary>
internal static unsafe class Microtasks
{
    private static readonly delegate* unmanaged[Cdecl]<nint> currentIsolate;
    private static readonly delegate* unmanaged[Cdecl]<nint, void> performCheckpoint;

    static Microtasks()
    {
        string name = $"ClearScriptV8.{RuntimeInformation.RuntimeIdentifier}{(OperatingSystem.IsMacOS() ? ".dylib" : ".so")}";
        if (!OperatingSystem.IsWindows()
            && NativeLibrary.TryLoad(Path.Combine(AppContext.BaseDirectory, name), out nint library)
            && NativeLibrary.TryGetExport(library, "_ZN2v87Isolate10GetCurrentEv", out nint current)
            && NativeLibrary.TryGetExport(library, "_ZN2v815MicrotasksScope17PerformCheckpointEPNS_7IsolateE", out nint checkpoint))
        {
            currentIsolate = (delegate* unmanaged[Cdecl]<nint>)current;
            performCheckpoint = (delegate* unmanaged[Cdecl]<nint, void>)checkpoint;
        }
    }

    /// <summary>Runs them until none is left; does nothing inside one of them, nor on Windows.</summary>
    public static void Run()
    {
        if (performCheckpoint != null)
        {
            performCheckpoint(currentIsolate());
        }
    }
}
