using System.Runtime.InteropServices;

namespace TeaSocket.NodeApi;

/// <summary>
/// Keeps this library in memory: hosts unload an addon when the worker that loaded it ends, and the runtime inside cannot
/// be unloaded.
/// </summary>
internal static unsafe partial class LibraryPin
{
    private const int RTLD_LAZY = 1;

    /// <summary>Pins the library that holds a function.</summary>
    public static void Hold(void* function)
    {
        if (OperatingSystem.IsWindows())
        {
            const uint pin = 1; // GET_MODULE_HANDLE_EX_FLAG_PIN
            const uint fromAddress = 4; // GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS
            nint module;
            _ = GetModuleHandleExW(pin | fromAddress, function, &module);
            return;
        }

        DlInfo info;
        if (dladdr(function, &info) != 0)
        {
            bool isMac = OperatingSystem.IsMacOS();
            int noDelete = isMac ? 0x80 : 0x1000;
            int noLoad = isMac ? 0x10 : 0x4;
            dlopen(info.FileName, RTLD_LAZY | noDelete | noLoad);
        }
    }

    [LibraryImport("libc")]
    private static partial int dladdr(void* address, DlInfo* info);

    [LibraryImport("libc")]
    private static partial nint dlopen(byte* fileName, int flags);

    [LibraryImport("kernel32")]
    private static partial int GetModuleHandleExW(uint flags, void* address, nint* module);

    /// <summary>Dl_info of &lt;dlfcn.h&gt;.</summary>
    private struct DlInfo
    {
        public byte* FileName;
        public void* FileBase;
        public byte* SymbolName;
        public void* SymbolAddress;
    }
}
