using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tea;

/// <summary>What the runner needs of ClearScript's native library, beside ClearScript.</summary>
internal static unsafe partial class V8Library
{
    private const int Lazy = 1; // RTLD_LAZY
    private const int DeepBind = 8; // RTLD_DEEPBIND: its own 80,000 names are looked up in itself first

    private static readonly nint library;
    private static readonly delegate* unmanaged[Cdecl]<nint> currentIsolate;
    private static readonly delegate* unmanaged[Cdecl]<nint, void> performCheckpoint;

    static V8Library()
    {
        string ending = OperatingSystem.IsWindows() ? ".dll" : OperatingSystem.IsMacOS() ? ".dylib" : ".so";
        string path = Path.Combine(AppContext.BaseDirectory, $"ClearScriptV8.{RuntimeInformation.RuntimeIdentifier}{ending}");
        library = OperatingSystem.IsLinux() && dlopen(path, Lazy | DeepBind) is not 0 and nint opened ? opened : NativeLibrary.Load(path);

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

    /// <summary>Loads it, so that ClearScript finds it loaded.</summary>
    public static void Load() => RuntimeHelpers.RunClassConstructor(typeof(V8Library).TypeHandle);

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

    /// <summary>Whether <see cref="RunMicrotasks"/> does something, outside of such a job.</summary>
    public static bool RunsMicrotasks => performCheckpoint != null;

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

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint dlopen(string path, int flags);
}
