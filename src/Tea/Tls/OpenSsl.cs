using System.Runtime.InteropServices;
using TeaSocket;

namespace Tea.Tls;

/// <summary>OpenSSL's library, which .NET loads from the system where the system has no TLS of its own.</summary>
internal static class OpenSsl
{
    // Those that .NET looks for; where it finds none, it ends the process.
    private static readonly string[] names = ["libssl.so.3", "libssl.so.1.1", "libssl.so"];

    private static bool isThere = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS();

    /// <summary>Looks whether it is there.</summary>
    /// <exception cref="SocketException">ENOSYS: it is not.</exception>
    public static void Require()
    {
        isThere = isThere || IsLoadable(Environment.GetEnvironmentVariable("CLR_OPENSSL_VERSION_OVERRIDE"));
        if (!isThere)
        {
            throw TlsFailure.Of("tls", "ENOSYS", "TLS needs OpenSSL's library, which is not installed: libssl.so.3, or libssl.so.1.1");
        }
    }

    private static bool IsLoadable(string? version) =>
        (version is not null && NativeLibrary.TryLoad($"libssl.so.{version}", out _)) || Array.Exists(names, name => NativeLibrary.TryLoad(name, out _));
}
