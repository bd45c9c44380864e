using System.Runtime.InteropServices;

namespace TeaSocket.WindowsCheck;

/// <summary>Options, closing, and what becomes of descriptors.</summary>
internal static partial class SocketChecks
{
    public static void Run(Tap tap)
    {
        tap.Check("SO_REUSEADDR, SO_KEEPALIVE and TCP_NODELAY are off, and on once set", Booleans);
        tap.Check("SO_BROADCAST is off, and on once set", Broadcast);
        tap.Check("SO_TYPE is the socket's type", TypeOption);
        tap.Check("an option that does not exist fails with ENOPROTOOPT", UnknownOption);
        tap.Check("a family that does not exist fails with EAFNOSUPPORT", UnknownFamily);
        tap.Check("a closed socket fails with EBADF, and closing again does nothing", Closed);
        tap.Check("neither an opened nor an accepted socket is inherited by child processes", NotInherited);
    }

    private static void Booleans()
    {
        using Socket socket = Loopback.Stream();
        foreach (int option in (int[])[Loopback.Constants.SO_REUSEADDR, Loopback.Constants.SO_KEEPALIVE, Loopback.Constants.TCP_NODELAY])
        {
            RoundTrip(socket, option);
        }
    }

    private static void Broadcast()
    {
        using Socket socket = Loopback.Datagram();
        RoundTrip(socket, Loopback.Constants.SO_BROADCAST);
    }

    private static void RoundTrip(Socket socket, int option)
    {
        Expect.Equal(0, socket.GetOption(option));
        socket.SetOption(option, 1);
        Expect.Equal(1, socket.GetOption(option));
        socket.SetOption(option, 0);
        Expect.Equal(0, socket.GetOption(option));
    }

    private static void TypeOption()
    {
        using Socket socket = Loopback.Datagram();
        Expect.Equal(SocketType.Datagram.Value, socket.GetOption(Loopback.Constants.SO_TYPE));
    }

    private static void UnknownOption()
    {
        using Socket socket = Loopback.Stream();
        Expect.Error("ENOPROTOOPT", () => socket.GetOption(0x7ABC));
        Expect.Error("ENOPROTOOPT", () => socket.SetOption(0x7ABC, 1));
    }

    private static void UnknownFamily() =>
        Expect.Error("EAFNOSUPPORT", () => new Socket(new Family(250), SocketType.Stream).Dispose());

    private static void Closed()
    {
        Socket socket = Loopback.Datagram();
        socket.Dispose();
        socket.Dispose();
        Expect.Equal(-1, socket.Descriptor);
        Expect.Error("EBADF", () => socket.Receive(new byte[1]));
        Expect.Error("EBADF", () => socket.GetSocketName());
        Expect.Error("EBADF", () => socket.Blocking = false);
    }

    private static void NotInherited()
    {
        var (client, accepted) = Loopback.Pair();
        using (client)
        using (accepted)
        {
            Expect.True(!IsInherited(client.Descriptor), "the opened one is not");
            Expect.True(!IsInherited(accepted.Descriptor), "the accepted one is not");
        }
    }

    private static bool IsInherited(nint descriptor)
    {
        if (OperatingSystem.IsWindows())
        {
            const uint HANDLE_FLAG_INHERIT = 1;
            Expect.True(GetHandleInformation(descriptor, out uint flags) != 0, "the descriptor is a handle");
            return (flags & HANDLE_FLAG_INHERIT) != 0;
        }

        if (OperatingSystem.IsLinux())
        {
            // Octal digits; O_CLOEXEC is 02000000, see proc_pid_fdinfo(5).
            string flags = File.ReadLines($"/proc/self/fdinfo/{descriptor}").First(line => line.StartsWith("flags:", StringComparison.Ordinal));
            return (Convert.ToInt32(flags[6..].Trim(), 8) & Convert.ToInt32("2000000", 8)) == 0;
        }

        throw new SkippedException("no way to ask this system");
    }

    [LibraryImport("kernel32.dll")]
    private static partial int GetHandleInformation(nint handle, out uint flags);
}
