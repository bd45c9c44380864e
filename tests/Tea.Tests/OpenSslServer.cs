using System.Globalization;

namespace Tea.Tests;

/// <summary>openssl's own server.</summary>
internal static class OpenSslServer
{
    /// <summary>Starts it with the certificate of a name, on a port of the system's choice.</summary>
    public static RunningProgram Start(TlsDirectory directory, string name, params IEnumerable<string> options) => directory.Start(
        Require.Tool("openssl"), ["s_server", "-accept", "127.0.0.1:0", "-cert", $"{name}.pem", "-key", $"{name}.key", .. options]);

    /// <summary>Waits until it listens.</summary>
    public static int PortOf(RunningProgram server) =>
        int.Parse(server.WaitForLine("ACCEPT ").Split(':')[^1], CultureInfo.InvariantCulture);
}
