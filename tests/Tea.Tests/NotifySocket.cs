using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Tea.Tests;

/// <summary>What a service tells the manager that has started it, received in systemd's place.</summary>
internal sealed class NotifySocket : IDisposable
{
    private const int limit = 120_000; // milliseconds; only ends a test that hangs

    private readonly TemporaryDirectory directory;
    private readonly Socket socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = limit };

    public NotifySocket()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "systemd is Linux's");
        directory = new TemporaryDirectory();
        Path = System.IO.Path.Combine(directory.FullName, "notify");
    }

    /// <summary>Where it listens after <see cref="Listen"/>, and nobody before.</summary>
    public string Path { get; }

    /// <summary>Begins to listen, at the path or under that name in the abstract space. Returns what NOTIFY_SOCKET is then.</summary>
    public string Listen(bool isAbstract = false)
    {
        socket.Bind(new UnixDomainSocketEndPoint(isAbstract ? "\0" + Path : Path));
        return isAbstract ? "@" + Path : Path;
    }

    /// <summary>The next message.</summary>
    public string Receive()
    {
        byte[] bytes = new byte[4096];
        return Encoding.UTF8.GetString(bytes, 0, socket.Receive(bytes));
    }

    public void Dispose()
    {
        socket.Dispose();
        directory.Dispose();
    }
}
